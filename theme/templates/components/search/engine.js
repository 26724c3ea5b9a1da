/** Answers a query: looks up its terms in the shards it needs and ranks what they tell of. */

import { Index, StaleError } from "./index.js";
import { gramsOf, held, isEmpty, isPuzzling, isWhole, termsOf } from "./query.js";
import { CLEAR, complete, FEW, gather, lend, rank, understood, weigh } from "./ranking.js";
import { interpret, readAbbreviations } from "./typing.js";

/** A query of so many words has some to spare: none is looked for in other spellings. */
const LONG = 11;
/** Share of the words of which something must be known. */
const UNDERSTOOD = 0.5;
/** Bytes of shards fetched at first, and again for a closer look. */
const BUDGETS = [6000, 10000, 18000, 32000];
/** Documents from which those of a run may be told apart by grams. */
const RARE = 7;
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

  weigh(groups) {
    return weigh(groups, this.index.manifest.documents);
  }
}

/** Whether no word stands beside another, in any document. */
const isStrewn = (words) => words.every(({ weak }) => weak);

/** Whether it is not known which documents hold a pair in quotation marks, or a word that has
 * nothing beside it. */
const isUnproven = (group) =>
  !group.postings && (group.weak || (group.quoted && !group.gram && !group.grams?.some((gram) => gram.postings && held(gram))));
