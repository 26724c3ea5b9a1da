/**
 * What documents are worth to a query: how well each has its words, and in what order they come.
 *
 * lunr's score of a document depends on the postings of the query's terms alone, so an index
 * built of just these gives the scores of the whole one.
 */

import lunr from "./lunr.js";
import { held, isEmpty, isSyllable } from "./query.js";
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
export const FEW = 10;
export const CLEAR = 0.85;
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

/** A document that holds a meaning of some words holds the words. */
export function lend(groups, meaning) {
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
export function complete(group, documents) {
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

/** Roughly what each document is worth, and how many have all that was asked for. */
export function weigh(all, documents) {
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

/** How many of the words the best document has, as far as is known. */
export function understood({ groups, covered, most }) {
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
export function rank({ groups, empty, scores, covered, whole, sought, most }, { all, words, articles }) {
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
