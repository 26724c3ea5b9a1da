/**
 * Answers a query: looks up its terms in the shards it needs and lets lunr score the documents.
 *
 * lunr's score of a document depends on the postings of the query's terms alone, so an index
 * built of just these gives the scores of the whole one.
 */

import lunr from "./lunr.js";
import { Index, StaleError } from "./index.js";
import { isPuzzling, parse, termsOf } from "./query.js";

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
/** Bytes of shards fetched at first, and again for a closer look. */
const BUDGETS = [6000, 18000];
/** A document matches if it covers this share of what the best one covers. */
const ENOUGH = 0.6;

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
   * What a query finds: `matches`, the numbers of all documents that match, oldest first; `hits`,
   * a function that ranks them; `words`, what was looked for; `suggestion`, a likelier spelling
   * or "".
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
    if (!words.length) return { hits: () => [], matches: [], words, suggestion: "" };
    let groups = await this.locate(words, more);
    let suggestion = "";
    await this.fetch(groups, BUDGETS[0]);
    if (groups.some((group) => group.postings && !group.optional && !held(group))) {
      const { mend } = await import("./spelling.js");
      const mended = await mend(this, words, groups);
      groups = groups.filter((group) => !group.postings || held(group)).concat(mended.groups);
      suggestion = mended.suggestion;
    }
    let found = this.weigh(groups);
    const unclear = found.best > FEW || found.most < CLEAR * found.whole;
    if (unclear && (await this.fetch(groups, BUDGETS[1]))) found = this.weigh(groups);
    return { ...rank(found), words, suggestion };
  }

  /** The words of a query and what may stand beside them. */
  async read(text) {
    const words = parse(text);
    if (!isPuzzling(text, words)) return { words, more: [] };
    const [typing, table] = await Promise.all([import("./typing.js"), this.index.abbreviations()]);
    this.abbreviations ??= typing.readAbbreviations(table);
    return typing.interpret(text, this.abbreviations);
  }

  /** For each term of the words, and of what may stand beside them, where it is found. */
  async locate(words, more) {
    const terms = termsOf(words, this.index.common);
    const last = words.length - 1;
    for (const term of terms) {
      term.prefix = term.places.includes(last) && /^\p{L}+$/u.test(words[last].token);
    }
    for (const meaning of more) {
      terms.push(...termsOf(meaning.words).map((term) => ({ ...term, optional: true, meaning })));
    }
    return Promise.all(terms.map((term) => this.place(term)));
  }

  async place(term) {
    const branches = await this.index.branchesOf(term.text);
    const shards = branches.flatMap((branch) => this.index.shardsOf(branch, term.text));
    return { ...term, branches, shards };
  }

  /**
   * Fetches the groups not fetched yet, the lightest first, up to a number of bytes; false if
   * there were none. Two groups, and all that stand in quotation marks, are fetched in any case; a
   * list that alone is beyond the budget holds nearly every document and is left for last.
   */
  async fetch(groups, budget) {
    const { index } = this;
    const sizeOf = ({ shards }) =>
      shards.reduce((sum, { name, size }) => sum + (index.has(name) ? 0 : size + 128), 0);
    const rest = groups.filter((group) => !group.postings).map((group) => ({ group, size: sizeOf(group) }));
    rest.sort((a, b) => a.size - b.size);
    let spent = 0;
    let certain = groups.filter((group) => group.postings && !group.optional).length;
    const wanted = rest.filter(({ group, size }) => {
      if (!group.quoted && certain >= 2 && spent && spent + size > budget) return false;
      spent += size;
      certain += !group.optional;
      return true;
    });
    await Promise.all(wanted.map(({ group }) => this.load(group)));
    for (const meaning of new Set(groups.map((group) => group.meaning))) if (meaning) lend(groups, meaning);
    return wanted.length > 0;
  }

  async load(group) {
    const shards = await Promise.all(group.shards.map(({ name }) => this.index.shard(name)));
    group.sources = [...group.branches.map((branch) => branch.news), ...shards];
    gather(group, this.index.manifest.documents);
    if (group.prefix) complete(group, this.index.manifest.documents);
    return group;
  }

  /** Roughly what each document is worth, and how many have all that was asked for. */
  weigh(all) {
    const { documents } = this.index.manifest;
    const groups = all.filter((group) => group.postings);
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
    return { groups, scores, covered, whole, most, best };
  }
}

/** The documents that match and `hits(accept, byDay)`: at most 200 {id, score} of those accepted. */
function rank({ groups, scores, covered, whole, most }) {
  const quoted = groups.filter((group) => group.quoted);
  const matches = [];
  for (let id = 0; id < scores.length; id++) {
    if (scores[id] && covered[id] >= ENOUGH * most && quoted.every(({ postings }) => postings.has(id))) {
      matches.push(id);
    }
  }
  const coverage = (id) => (whole ? (covered[id] / whole) ** COVERAGE : 1);
  const roughly = (id) => scores[id] * coverage(id);
  const hits = (accept = () => true, byDay = false) => {
    const accepted = matches.filter(accept);
    if (byDay) return accepted.reverse().slice(0, CANDIDATES).map((id) => ({ id, score: 0 }));
    accepted.sort((a, b) => roughly(b) - roughly(a) || b - a);
    return scoreWithLunr(groups, accepted.slice(0, CANDIDATES))
      .map(({ id, score }) => ({ id, score: score * coverage(id) }))
      .sort((a, b) => b.score - a.score || b.id - a.id);
  };
  return { hits, matches };
}

const held = (group) => group.postings.size + (group.completed?.size ?? 0);

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
export function gather(group, documents) {
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

/** A document that holds a meaning of a word holds the word. */
function lend(groups, meaning) {
  const chain = groups.filter((group) => group.meaning === meaning);
  if (!chain.every((group) => group.postings)) return;
  for (const [id, weight] of chain[0].postings) {
    if (!chain.every((group) => group.postings.has(id))) continue;
    for (const group of groups) {
      if (group.optional || !group.postings || !group.places.includes(meaning.place)) continue;
      if (!group.postings.has(id)) group.postings.set(id, weight);
    }
  }
}

/** Words that begin with the last one typed, as far as the fetched shards hold them. */
function complete(group, documents) {
  const completed = new Map();
  for (const source of group.sources) {
    for (const [text, spellings] of source.terms) {
      if (text === group.text || !text.startsWith(group.text)) continue;
      for (const spelling of spellings) add(completed, spelling);
    }
  }
  if (!completed.size) return;
  group.completed = completed;
  if (!group.postings.size) group.idf = idf(documents, completed.size);
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

export { Index };
