/** Looks for what a misspelt word was meant to be among the neighbours that do occur. */

import { tokens, toneOf, UNMARKED } from "./analysis.js";
import { held, isEmpty, isSyllable, isWhole, pairOf, singleOf, wordOf } from "./query.js";
import { dated } from "./typing.js";

const CONFUSED = [
  [/^s/, "x"], [/^x/, "s"], [/^tr/, "ch"], [/^ch/, "tr"], [/^d/, "gi"], [/^gi(?=[aeou])/, "d"],
  [/^gi/, "d"], [/^d/, "r"], [/^r/, "d"], [/^gi/, "r"], [/^r/, "gi"], [/^l/, "n"], [/^n(?![gh])/, "l"],
  [/^v/, "d"], [/^d/, "v"], [/^c/, "k"], [/^k(?!h)/, "c"], [/c$/, "t"], [/t$/, "c"], [/n$/, "ng"],
  [/ng$/, "n"], [/nh$/, "n"], [/n$/, "nh"], [/i/, "ie"], [/ie/, "i"],
];
/** Those that begin most names first. */
const LETTERS = "tnvbdmlhkscgpqrxaoiuey";
/** What another letter costs, the least likely slip. */
const EXCHANGED = 2;
/** Words that may be wrong; beyond, it is chatter. */
const MENDED = 2;
const SHARDS = 8;
const TRIED = 4;

/** Syllables near a fold, the likelier slips first: fold → cost. */
export function near(fold) {
  const found = new Map();
  const add = (other, cost) => {
    if (other !== fold && isSyllable(other) && !(found.get(other) <= cost)) found.set(other, cost);
  };
  for (const [from, to] of CONFUSED) add(fold.replace(from, to), 1);
  for (let i = 0; i <= fold.length; i++) {
    const head = fold.slice(0, i);
    const tail = fold.slice(i);
    add(head + tail.slice(1), tail[0] === tail[1] ? 1 : 1.5);
    if (tail.length > 1) add(head + tail[1] + tail[0] + tail.slice(2), 1.1);
    for (const letter of LETTERS) {
      add(head + letter + tail, 1.6);
      add(head + letter + tail.slice(1), EXCHANGED);
    }
  }
  return found;
}

const BREVE = { a: "ă" };
const CIRCUMFLEX = { a: "â", e: "ê", o: "ô" };
const TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];

/** The syllable of a fold and its marks, the tone where the house style puts it (ủy, hòa). */
export function spell(fold, marks) {
  const value = marks.charCodeAt(0) - 48;
  const quality = qualityOf(marks);
  const [, onset, vowels, coda] = fold.match(/^((?:qu|gi(?=[aeou]))?[^aeiouy]*)([aeiouy]*)(.*)$/);
  const letters = [...vowels];
  let at = -1;
  const mark = (table, find = "findLastIndex") => {
    const place = letters[find]((letter) => table[letter]);
    if (place >= 0) letters[(at = place)] = table[letters[place]];
  };
  if (quality === 1) mark(CIRCUMFLEX);
  if (quality === 2) mark(BREVE);
  if (quality === 3 || quality === 5) mark({ u: "ư" }, "findIndex");
  if (quality === 4 || quality === 5) mark({ o: "ơ" });
  // Without a marked vowel: the last before a consonant, the middle one of three, else the first.
  if (at < 0) at = coda ? letters.length - 1 : letters.length > 2 ? 1 : 0;
  if (letters.length) letters[at] += TONES[value % 6];
  const start = value >= 36 ? onset.replace("d", "đ") : onset;
  const word = start + letters.join("") + coda;
  return word.replace(/^(qu|[klm])i(?=[\u0300-\u0323]?$)/, "$1y").normalize("NFC");
}

const qualityOf = (marks) => Math.floor((marks.charCodeAt(0) - 48) / 6) % 6;

/** Whether a word in one spelling may be meant by the other: a slip keeps the tone that was typed,
 * or takes hỏi for ngã. Where no mark was typed (null), any may be meant. */
const mayMean = (spelt, typed) => {
  if (typed === null) return true;
  const [tone, wanted] = [spelt, typed].map((marks) => (toneOf(marks) === 4 ? 3 : toneOf(marks)));
  return tone === wanted;
};

/** The vowels of a fold; what is like in them is like in their quality: dân is not gian. */
const vowelsOf = (fold) => fold.replace(/^(?:gi(?=[aeou])|qu)|[^aeiouy]/g, "");

/** The marks most often found in some spellings of a pair, of its first or second syllable. */
const usual = (spellings, side) => {
  const count = new Map();
  for (const { marks, documents } of spellings) count.set(marks[side], (count.get(marks[side]) ?? 0) + documents.length);
  return [...count].sort((a, b) => b[1] - a[1])[0][0];
};

const replaced = (words, place, word) => words.map((old, at) => (at === place ? word : old));

const pairsAt = (groups, place) =>
  groups.filter(({ optional, gram, places }) => !optional && !gram && places.includes(place));

/**
 * The words with what the reader may have meant in the places where a word has no pair that
 * occurs; a word for which nothing is found is looked for alone.
 */
export async function mend(engine, words, groups) {
  const empty = groups.filter(isEmpty);
  const hopeful = empty.length <= 2 * MENDED;
  const lacking = [];
  for (const place of new Set(empty.flatMap(({ places }) => places))) {
    const around = pairsAt(groups, place);
    const unknown = around.filter((group) => !group.postings && !isWhole(group));
    if (hopeful) await Promise.all(unknown.map((group) => engine.load(group)));
    const asTyped = ({ postings, wished, completed }) => postings && !(wished ?? postings).size && !completed?.size;
    if (around.every(asTyped)) lacking.push({ place, around });
  }
  const lost = new Set();
  // A word with two pairs is more likely the wrong one than a neighbour that has but that pair.
  for (const { place, around } of lacking.sort((a, b) => b.around.length - a.around.length)) {
    if (around.some(({ places }) => places.some((other) => words[other].mended))) continue;
    let better = null;
    if (hopeful) {
      const alone = await engine.load(await engine.place(singleOf(words, place)));
      const attested = alone.postings.size > 2;
      // Beside a word that has nothing on its other side either, a known word is not the wrong one.
      const stray = ({ places }) => places.some((other) => other !== place && lost.has(other) && pairsAt(groups, other).length > 1);
      if (!attested || !around.some(stray)) better = await replacement(engine, words, place, attested);
    }
    if (better) words = replaced(words, place, better);
    else lost.add(place);
  }
  return words.map((word, place) =>
    lost.has(place) && !words[place - 1]?.mended && !words[place + 1]?.mended
      ? { ...word, alone: true, weak: !/^[0-9]/.test(word.fold) }
      : word,
  );
}

/**
 * The words without which some documents have all that was asked for, at most three: {place,
 * support}, a function that tells these documents.
 */
export function suspects({ groups, empty }, words) {
  const found = [];
  words.forEach((word, place) => {
    if (word.mended || word.alone || !/^\p{L}{2,}$/u.test(word.token)) return;
    if (empty.some(({ places }) => !places.includes(place))) return;
    const rest = groups.filter(({ optional, places }) => !optional && !places.includes(place));
    const whole = rest.reduce((sum, { idf }) => sum + idf + 1, 0);
    const support = (id) => rest.reduce((sum, { idf, postings }) => sum + (postings.has(id) ? idf + 1 : 0), 0) >= 0.95 * whole;
    const [lightest] = rest.sort((a, b) => a.postings.size - b.postings.size);
    if (lightest && [...lightest.postings.keys()].some(support)) found.push({ place, support, whole });
  });
  return found.sort((a, b) => b.whole - a.whole).slice(0, 3);
}

/** The words with the one changed that keeps the documents which have all the others (as
 * `support` tells) from having everything; or the same. */
export async function correct(engine, words, place, support) {
  const better = await replacement(engine, words, place, true, support);
  return better ? replaced(words, place, better) : words;
}

/**
 * The query as it was typed, but for the words that were mended, and those of them alone that are
 * `used`; what cannot be cut out of the query is told as it is looked for.
 */
export function retold(text, words, used) {
  const waiting = [...words];
  const told = dated(text).replace(/\p{N}(?:[\p{L}\p{N}./,-]*[\p{L}\p{N}])?|[\p{L}\p{N}]+/gu, (word) => {
    const [token] = tokens(word, true);
    const at = waiting.findIndex(({ typed }) => typed === token);
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (found && !used.includes(found)) return "";
    if (!found?.mended) return word;
    return word === word.toUpperCase() ? found.token.toUpperCase() : found.token;
  });
  if (waiting.some((word) => word.typed && !used.includes(word))) return used.map(({ typed }) => typed).filter(Boolean).join(" ");
  return told.replace(/\s+(?=[\s,;.])/g, "").replace(/^[\s,;.–-]+|[\s,;–-]+$/g, "");
}

async function replacement(engine, words, place, attested, support) {
  if (words[place].fixed || !/^\p{L}+$/u.test(words[place].token)) return null;
  const before = words[place - 1] && !words[place - 1].alone;
  const after = words[place + 1] && !words[place + 1].alone;
  // Beside dates and numbers of documents only, nothing tells what was meant; nor by itself, if it may
  // be what was typed.
  if (!before && !after && (words.length > 1 || isSyllable(words[place].fold))) return null;

  const typed = words.some(({ marks }) => marks !== null);
  /** The spellings of a pair of a candidate in which both words may be meant. A neighbour without
   * marks is as it was typed if other words have some: “hoa hậu” is not “hóa hạ”. */
  const meant = ({ fold, spellings, at }) => {
    const { marks: wish, fold: wrong } = words[place];
    const side = at === place ? 0 : 1;
    const alike = wish && qualityOf(wish) && vowelsOf(fold) === vowelsOf(wrong);
    const neighbour = at < 0 ? null : words[at === place ? place + 1 : at].marks ?? (typed ? UNMARKED : null);
    return spellings.filter(
      ({ marks }) =>
        mayMean(marks[side], wish) &&
        mayMean(marks[1 - side], neighbour) &&
        (!alike || qualityOf(marks[side]) === qualityOf(wish)),
    );
  };

  /** Those candidates that stand beside the neighbour on one side, as few shards as may be. */
  const beside = async (candidates, at) => {
    const located = await Promise.all(
      candidates.map(async ([fold, cost]) => {
        const changed = replaced(words, place, { ...wordOf(fold, {}), marks: null });
        const term = at < 0 ? singleOf(changed, place) : pairOf(changed, at);
        return { ...(await engine.place(term)), fold, cost, at };
      }),
    );
    const fetched = new Set();
    const few = located.filter((group) => {
      const fresh = group.shards.filter(({ name }) => !engine.index.has(name) && !fetched.has(name));
      if (isWhole(group) || fetched.size + fresh.length > SHARDS) return isWhole(group);
      for (const { name } of fresh) fetched.add(name);
      return true;
    });
    await Promise.all(few.map((group) => isWhole(group) || engine.load(group)));
    for (const group of few) {
      // So common a pair is not worth fetching to know that it occurs.
      const documents = [...(group.postings?.keys() ?? [])];
      const count = isWhole(group) ? engine.index.manifest.documents / 8 : support ? documents.filter(support).length : documents.length;
      group.worth = Math.log(1 + count) / group.cost;
      if (!group.spellings) continue;
      const side = at === place ? 0 : 1;
      const { marks } = words[place];
      if (!meant(group).length) group.worth = 0;
      if (!marks) continue;
      if (!group.spellings.some((spelling) => spelling.marks[side] === marks)) group.worth /= 2;
    }
    return few.filter(({ worth }) => worth > 0).sort((a, b) => b.worth - a.worth);
  };

  // A word that exists, with a neighbour on one side only, is confused at most: xã is not đã.
  const dearest = attested && !support && !(before && after) ? EXCHANGED : Infinity;
  const candidates = [...near(words[place].fold)].filter(([fold, cost]) => fold.length > 1 && cost < dearest).sort((a, b) => a[1] - b[1]);
  const first = before ? place - 1 : after ? place : -1;
  const found = (await beside(first === place || first < 0 ? candidates.slice(0, 12) : candidates, first)).slice(0, TRIED);
  const next = before && after ? await beside(found.map(({ fold, cost }) => [fold, cost]), place) : [];
  const likely = found
    .map((group) => ({ group, other: next.find(({ fold }) => fold === group.fold) }))
    .filter(({ other }) => other || !(attested && before && after))
    .sort((a, b) => b.group.worth + 1.5 * (b.other?.worth ?? 0) - a.group.worth - 1.5 * (a.other?.worth ?? 0));
  for (const { group } of likely) {
    if (!group.postings) await engine.load(group);
    const spellings = meant(group);
    if (!spellings.length) continue;
    const spelt = spell(group.fold, usual(spellings, group.at === place ? 0 : 1));
    return wordOf(spelt, { typed: words[place].typed, quoted: words[place].quoted, mended: true });
  }
  return null;
}
