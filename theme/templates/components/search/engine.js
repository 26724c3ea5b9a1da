/**
 * Answers a query: looks up its terms in the shards it needs and lets lunr score the documents.
 *
 * lunr's score of a document depends on the postings of the query's terms alone, so an index
 * built of just these gives the scores of the whole one.
 */

import lunr from "./lunr.js";
import { Index, StaleError } from "./index.js";
import { gramsOf, held, isEmpty, isPuzzling, isSyllable, isWhole, termsOf } from "./query.js";
import { interpret, readAbbreviations } from "./typing.js";
import { toneOf } from "./analysis.js";

const FIELDS = { title: 4, lead: 1.5, body: 1 };
const TITLE = [0, 0.7, 1, 1.4];
const BODY = [0, 0.5, 1, 2, 4, 8, 16, 32];
const SATURATION = 1.2;

/** How much a term weighs: a pair more than a word; spelt as typed more than otherwise. */
const PAIR = 1.3;
const AS_TYPED = 1.6;
const OTHERWISE = 0.4;
const COMPLETION = 0.3;

/** A document that lacks a term is worth (share covered) to this power of one that has all. */
const COVERAGE = 6;
const CANDIDATES = 200;
/** More documents than this with all that was asked for, or none with nearly all: look closer. */
const FEW = 10;
const CLEAR = 0.85;
/** A query of so many words has some to spare: none is looked for in other spellings. */
const LONG = 11;
/** Share of the words of which something must be known. */
const UNDERSTOOD = 0.5;
/** Bytes of shards fetched at first, and again for a closer look. */
const BUDGETS = [6000, 10000, 18000, 32000];
/** Documents from which those of a run may be told apart by grams. */
const RARE = 7;
/** A document matches if it covers this share of what the best one covers, */
const ENOUGH = 0.6;
/** and has all words, but for one in so many, or is told to match partly. */
const SPARE = 6;

const saturated = (frequency) => ((SATURATION + 1) * frequency) / (SATURATION + frequency);
const BY_TITLE = TITLE.map(saturated);
const BY_LEAD = [0, 1, 2, 3].map(saturated);
const BY_BODY = BODY.map(saturated);
/** Weight (title 2 bits, lead 2 bits, body 4 bits) → the part of the score without idf. */
const STRENGTH = Float64Array.from(
  { length: 256 },
  (_, weight) =>
    FIELDS.title * BY_TITLE[weight >> 6] +
    FIELDS.lead * BY_LEAD[(weight >> 4) & 3] +
    FIELDS.body * BY_BODY[weight & 7],
);

/** The least weight of what stands in the title or the lead. */
const LEAD = 16;

/** Stands for the shards of what only the news may hold. */
const NOTHING = { size: 0 };

export class Engine {
  constructor(index = new Index()) {
    this.index = index;
  }

  /** Reads the manifest; a query does so by itself. */
  open(fresh = false) {
    this.opened ??= this.index.open(fresh);
    this.opened.catch(() => (this.opened = undefined));
    return this.opened;
  }

  /**
   * What a query finds: `matches`, the numbers of all documents that match; `hits`, a function that
   * ranks them; `words`, what they were found by, and `others`, lists of words that count as some of
   * these; `told`, the same as it was typed, but for words that were `mended` and without those that
   * stand nowhere; `isPartly`, whether a document lacks words of that; `whole`, whether any does not.
   */
  async search(text) {
    await this.open();
    try {
      return await this.answer(text);
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
      this.opened = this.abbreviations = undefined;
      await this.open(true);
      return this.answer(text);
    }
  }

  async answer(text) {
    const { words, more } = await this.read(text);
    if (!words.length) return { hits: () => [], matches: [], words, others: [], told: text, whole: false, mended: false };
    const groups = await this.locate(words, more);
    await this.fetch(groups, BUDGETS[0]);
    // In quotation marks stands what is meant, and a long query has words to spare.
    const strict = words.length >= LONG || words.some(({ quoted }) => quoted);
    let state = { asked: words, groups };
    if (!strict && groups.some(isEmpty)) {
      const { mend } = await import("./spelling.js");
      state = await this.ask(await mend(this, words, groups), more);
    }
    state.found = await this.settle(state);
    if (!strict && state.found.most < CLEAR * state.found.sought) {
      const { correct, suspects } = await import("./spelling.js");
      for (const { place, support } of suspects(state.found, state.asked)) {
        const corrected = await correct(this, state.asked, place, support);
        if (corrected === state.asked) continue;
        const other = await this.ask(corrected, more);
        other.found = await this.settle(other);
        if (other.found.most < CLEAR * other.found.sought) continue;
        state = other;
        break;
      }
    }
    const { asked, groups: all, found } = state;
    const { nowhere, ...ranked } = rank(found, { all, words: asked, articles: this.index.manifest.articles });
    const used = asked.filter((_, place) => !nowhere.has(place));
    const mended = used.some((word) => word.mended);
    const told = mended || nowhere.size ? (await import("./spelling.js")).retold(text, asked, used) : text;
    return { ...ranked, words: used, others: more.map((meaning) => meaning.words), told, mended };
  }

  /** Fetches more until a few documents stand out. */
  async settle({ groups, asked }) {
    let found = this.weigh(groups);
    for (const budget of BUDGETS.slice(1)) {
      const clear = found.best <= FEW && found.most >= CLEAR * found.whole && understood(found) >= UNDERSTOOD * asked.length;
      if (clear && !groups.some(isUnproven)) break;
      if (!(await this.fetch(groups, budget))) break;
      found = this.weigh(groups);
    }
    return found;
  }

  /** The groups of other words, with what is there already. */
  async ask(words, more) {
    const groups = await this.locate(words, more);
    const here = groups.filter(({ shards }) => shards?.every(({ name }) => this.index.has(name)));
    await Promise.all(here.map((group) => this.load(group)));
    return { asked: words, groups };
  }

  /** The words of a query and what may stand beside them. */
  async read(text) {
    const plain = interpret(text, new Map());
    if (!isPuzzling(text, plain.words)) return plain;
    // What stands beside abbreviations is asked for while their table comes.
    if (!this.abbreviations) await Promise.all([this.learn(), this.locate(plain.words, plain.more)]);
    return interpret(text, this.abbreviations);
  }

  /** Reads the table of abbreviations, by which they are also found in what is shown. */
  async learn() {
    this.abbreviations ??= readAbbreviations(await this.index.abbreviations());
  }

  /** For each term of the words, and of what may stand beside them, where it is found. */
  async locate(words, more) {
    const terms = termsOf(words, this.index.common);
    const last = words.length - 1;
    for (const term of terms) {
      term.prefix = term.places.includes(last) && /(?:^|_)\p{L}+$/u.test(words[last].token);
    }
    for (const meaning of more) {
      terms.push(...termsOf(meaning.words).map((term) => ({ ...term, optional: true, meaning })));
    }
    const groups = await Promise.all(terms.map((term) => this.place(term)));
    const grams = gramsOf(words);
    for (const gram of grams) {
      gram.pairs = groups.filter(({ optional, places }) => !optional && places.length === 2 && places.every((place) => gram.places.includes(place)));
      for (const pair of gram.pairs) (pair.grams ??= []).push(gram);
    }
    const telling = groups.filter((group) => group.meaning || !group.optional || isStrewn(words) || !isWhole(group));
    return [...telling, ...grams];
  }

  async place(term) {
    const branches = await this.index.branchesOf(term.text, term.prefix ? `${term.text}~` : term.text, 2);
    const shards = [this.index.shardOf(branches[0], term.text)].filter(Boolean);
    return { ...term, branches, shards };
  }

  /**
   * Fetches shards of groups that are not fetched yet, those first that tell most for their bytes,
   * up to a number of bytes but at least one; false if there were none. A gram is looked for only
   * if its pairs are common.
   */
  async fetch(groups, budget) {
    const common = Math.max(RARE, this.index.manifest.documents / 1500);
    const isCommon = (pair) => (pair.postings ? pair.postings.size > common : isWhole(pair));
    const waiting = groups.filter((group) => !group.postings && (group.pairs ?? []).every(isCommon));
    await Promise.all(waiting.filter(({ shards }) => !shards).map(async (gram) => Object.assign(gram, await this.place(gram))));
    const shards = new Map();
    for (const group of waiting) {
      for (const shard of group.shards.length ? group.shards : [NOTHING]) {
        if (!shards.has(shard)) shards.set(shard, []);
        shards.get(shard).push(group);
      }
    }
    let spent = 0;
    const wanted = new Set();
    const price = ([shard, wanting]) => shard.size / wanting.reduce((sum, { gram }) => sum + (gram ? 0.3 : 1), 0);
    for (const [shard, wanting] of [...shards].sort((a, b) => price(a) - price(b))) {
      const needed = budget > BUDGETS[0] && wanting.some(isUnproven);
      if (spent && spent + shard.size > budget && !needed) continue;
      spent += shard.size;
      for (const group of wanting) wanted.add(group);
    }
    await Promise.all([...wanted].map((group) => this.load(group)));
    for (const meaning of new Set(groups.map((group) => group.meaning))) if (meaning) lend(groups, meaning);
    return wanted.size > 0;
  }

  async load(group) {
    const shards = await Promise.all(group.shards.map(({ name }) => this.index.shard(name)));
    group.sources = [...group.branches.map((branch) => branch.news), ...shards];
    const { documents } = this.index.manifest;
    gather(group, documents);
    if (!group.prefix) return group;
    complete(group, documents);
    // The word may be unfinished, and what it begins so common that it has a shard of its own; or, in a
    // small index, lie in the next one.
    if (group.postings.size > (group.text.length - group.text.indexOf(" ") < 4 ? documents / 512 : 0)) return group;
    const [best] = group.branches
      .flatMap(({ wholes, light }) => [...wholes, ...light.texts.map((text, i) => [text, light.shards[i]])])
      .filter(([text]) => text.startsWith(group.text) && text !== group.text)
      .sort((one, other) => other[1].size - one[1].size);
    if (best) group.sources.push(await this.index.shard(best[1].name));
    return complete(group, documents);
  }

  /** Roughly what each document is worth, and how many have all that was asked for. */
  weigh(all) {
    const { documents } = this.index.manifest;
    const groups = all.filter((group) => group.postings && held(group));
    const empty = all.filter(isEmpty);
    const scores = new Float64Array(documents);
    const covered = new Float64Array(documents);
    let whole = 0;
    for (const group of groups) {
      const worth = group.idf + 1;
      for (const part of partsOf(group)) {
        for (const [id, weight] of part.postings) scores[id] += part.boost * part.idf * STRENGTH[weight];
      }
      if (group.optional) continue;
      whole += worth;
      for (const id of group.postings.keys()) covered[id] += worth;
      if (!group.completed) continue;
      const share = group.postings.size ? COMPLETION : 1;
      for (const id of group.completed.keys()) if (!group.postings.has(id)) covered[id] += share * worth;
    }
    let most = 0;
    for (const share of covered) if (share > most) most = share;
    const best = covered.reduce((count, share) => count + (share > 0.999 * most), 0);
    const sought = whole + empty.length * (idf(documents, 0) + 1);
    return { groups, empty, scores, covered, whole, sought, most, best };
  }
}

/** Whether no word stands beside another, in any document. */
const isStrewn = (words) => words.every(({ weak }) => weak);

/** Whether it is not known which documents hold a pair in quotation marks, or a word that has
 * nothing beside it. */
const isUnproven = (group) =>
  !group.postings && (group.weak || (group.quoted && !group.gram && !group.grams?.some((gram) => gram.postings && held(gram))));

/** How many of the words the best document has, as far as is known. */
function understood({ groups, covered, most }) {
  if (!most) return 0;
  const best = covered.findIndex((share) => share > 0.999 * most);
  return new Set(groups.filter(({ postings, optional }) => !optional && postings.has(best)).flatMap(({ places }) => places)).size;
}

/**
 * How many of the query's words each document has, `known` of which can be told, and the places of
 * those that stand `nowhere`. A word that was not asked for, being common, is taken for granted;
 * what is `vague` are such words that stand beside none of the others, in any document.
 */
function count(groups, words, documents) {
  const held = new Uint8Array(documents);
  const nowhere = new Set();
  let known = 0;
  let vague = false;
  words.forEach(({ weak }, place) => {
    const around = groups.filter(({ gram, meaning, places }) => !gram && !meaning && places.includes(place));
    if (weak && !around.some(({ postings }) => postings && postings.size <= documents / 2)) vague = true;
    if (!around.length || !around.every(({ postings }) => postings)) return;
    const ids = new Set();
    for (const { postings, completed } of around) {
      for (const id of postings.keys()) ids.add(id);
      if (completed) for (const id of completed.keys()) ids.add(id);
    }
    if (!ids.size) return nowhere.add(place);
    known++;
    for (const id of ids) held[id]++;
  });
  return { held, known, nowhere, vague };
}

/**
 * The documents that match and `hits(accept, byDay)`: {id, score, partly} of all that are accepted,
 * scored by lunr where they may come first. Only the first `articles` documents have a day; by day
 * the others come last. Those that match partly come after the rest. Those match `partly` that lack
 * words; `whole` is whether any does not.
 */
function rank({ groups, empty, scores, covered, whole, sought, most }, { all, words, articles }) {
  const { held, known, nowhere, vague } = count(all, words, scores.length);
  const quoted = groups.filter((group) => group.quoted);
  const matching = (test) => {
    const matches = [];
    for (let id = 0; id < scores.length; id++) {
      if (scores[id] && test(id) && quoted.every(({ postings }) => postings.has(id))) matches.push(id);
    }
    return matches;
  };
  const having = (share) => matching((id) => covered[id] >= share * most);
  const enough = empty.some((group) => group.quoted) ? [] : having(ENOUGH);
  // Where no document has everything, those that have some of it fill up the first page.
  const any = !quoted.length && enough.length < FEW && most < CLEAR * sought ? having(ENOUGH / 2) : enough;
  // Of “covid-19” it is not the number that was meant.
  const isLeft = ({ token }) => nowhere.size && /^[0-9]{1,2}$/.test(token);
  const strewn = words.length > 1 && words.every((word, place) => word.weak || nowhere.has(place) || isLeft(word));
  const full = new Set(enough.filter((id) => held[id] >= known - Math.floor(known / SPARE)));
  const complete = full.size > 0 && !strewn && !vague;
  // Syllables of which none stands beside another are words at most where a title or lead has them.
  const singles = groups.filter(({ weak }) => weak);
  const named = (id) => singles.every(({ postings, text }) => postings.get(id) >= (isSyllable(text.slice(1)) ? LEAD : 0));
  const matches = !strewn ? any : singles.length > 1 ? matching(named) : [];
  const isPartly = (id) => !complete || !full.has(id);
  const coverage = (id) => (whole ? (covered[id] / whole) ** COVERAGE : 1);
  const roughly = (id) => scores[id] * coverage(id);
  const hits = (accept = () => true, byDay = false) => {
    const accepted = matches.filter(accept).sort((a, b) => isPartly(a) - isPartly(b) || roughly(b) - roughly(a) || b - a);
    const day = (id) => (id < articles ? id : -1);
    const told = (id, score = 0) => ({ id, score, partly: isPartly(id) });
    if (byDay) return accepted.sort((a, b) => isPartly(a) - isPartly(b) || day(b) - day(a)).map((id) => told(id));
    const best = scoreWithLunr(groups, accepted.slice(0, CANDIDATES))
      .map(({ id, score }) => told(id, score * coverage(id)))
      .sort((a, b) => a.partly - b.partly || b.score - a.score || b.id - a.id);
    return [...best, ...accepted.slice(CANDIDATES).map((id) => told(id))];
  };
  return { hits, matches, isPartly, nowhere, whole: complete };
}

const isWished = (marks, spelt) =>
  (marks[0] === null || marks[0] === spelt[0]) && (marks[1] === null || marks[1] === spelt[1]);

/** Two spellings in one document count as one that is as strong as the stronger. */
const stronger = (a, b) => (a === undefined || STRENGTH[b] > STRENGTH[a] ? b : a);

const add = (postings, { documents, weights }) => {
  for (let i = 0; i < documents.length; i++) {
    postings.set(documents[i], stronger(postings.get(documents[i]), weights[i]));
  }
};

const idf = (documents, held) => Math.log(1 + Math.abs((documents - held + 0.5) / (held + 0.5)));

/** Unites the spellings of a group's term: all of them, and those with the marks typed. */
function gather(group, documents) {
  const marked = group.marks.some((mark) => mark !== null);
  group.postings = new Map();
  group.wished = marked ? new Map() : null;
  group.spellings = [];
  for (const source of group.sources) {
    for (const spelling of source.terms.get(group.text) ?? []) {
      group.spellings.push(spelling);
      add(group.postings, spelling);
      if (marked && isWished(group.marks, spelling.marks)) add(group.wished, spelling);
    }
  }
  group.idf = idf(documents, group.postings.size);
  return group;
}

/** A document that holds a meaning of some words holds the words. */
function lend(groups, meaning) {
  const chain = groups.filter((group) => group.meaning === meaning);
  if (!chain.every((group) => group.postings)) return;
  for (const [id, weight] of chain[0].postings) {
    if (!chain.every((group) => group.postings.has(id))) continue;
    for (const group of groups) {
      if (group.optional || !group.postings || !group.places.some((place) => meaning.places.includes(place))) continue;
      if (!group.postings.has(id)) group.postings.set(id, weight);
    }
  }
}

/** Words that begin with the last one typed, as far as the fetched shards hold them; a tone that
 * was typed stays: what begins with xã is not xây. */
function complete(group, documents) {
  const completed = new Map();
  const tone = group.marks[1] && toneOf(group.marks[1]);
  for (const source of group.sources) {
    for (const [text, spellings] of source.terms) {
      if (text === group.text || !text.startsWith(group.text) || text.includes("/")) continue;
      for (const spelling of spellings) if (!tone || toneOf(spelling.marks[1]) === tone) add(completed, spelling);
    }
  }
  if (!completed.size) return group;
  group.completed = completed;
  if (!group.postings.size) group.idf = idf(documents, completed.size);
  return group;
}

/** What lunr sees of a group: terms of one name, weight and document frequency each. */
function partsOf(group) {
  const weight = (group.weight ?? 1) * (group.text.startsWith(" ") ? 1 : PAIR) * (group.optional ? 0.5 : 1);
  const parts = [];
  const part = (name, postings, boost) =>
    parts.push({ name, postings, boost: boost * weight, idf: group.idf });
  part(`${group.text}~`, group.postings, group.wished ? OTHERWISE : 1);
  if (group.wished) part(`${group.text}=`, group.wished, AS_TYPED);
  if (group.completed) part(`${group.text}…`, group.completed, group.postings.size ? COMPLETION : 1);
  return parts;
}

/** A lunr index of the given documents and the groups' terms, asked for all the terms. */
function scoreWithLunr(groups, ids) {
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  const clauses = [];
  let number = 0;
  for (const group of groups) {
    for (const { name, postings, boost, idf } of partsOf(group)) {
      const known = invertedIndex[name];
      clauses.push({ term: name, boost });
      if (known) continue;
      const posting = { _index: number++, title: {}, lead: {}, body: {} };
      invertedIndex[name] = posting;
      for (const id of ids) {
        const weight = postings.get(id);
        if (!weight) continue;
        const strengths = [BY_TITLE[weight >> 6], BY_LEAD[(weight >> 4) & 3], BY_BODY[weight & 7]];
        Object.keys(FIELDS).forEach((field, i) => {
          if (!strengths[i]) return;
          posting[field][id] = {};
          const vector = (fieldVectors[`${field}/${id}`] ??= new lunr.Vector());
          const score = idf * strengths[i] * FIELDS[field];
          vector.insert(posting._index, Math.round(score * 1000) / 1000);
        });
      }
    }
  }
  const index = new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray(Object.keys(invertedIndex).sort()),
    fields: Object.keys(FIELDS),
    pipeline: new lunr.Pipeline(),
  });
  return index
    .query((query) => {
      for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
    })
    .map(({ ref, score }) => ({ id: +ref, score }));
}
