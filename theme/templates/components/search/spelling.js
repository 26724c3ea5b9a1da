/** Looks for what a misspelt word was meant to be among the neighbours that do occur. */

import { isSyllable, pairOf, singleOf, wordOf } from "./query.js";

const CONFUSED = [
  [/^s/, "x"], [/^x/, "s"], [/^tr/, "ch"], [/^ch/, "tr"], [/^d/, "gi"], [/^gi(?=[aeou])/, "d"],
  [/^gi/, "d"], [/^d/, "r"], [/^r/, "d"], [/^gi/, "r"], [/^r/, "gi"], [/^l/, "n"], [/^n(?![gh])/, "l"],
  [/^v/, "d"], [/^d/, "v"], [/^c/, "k"], [/^k(?!h)/, "c"], [/c$/, "t"], [/t$/, "c"], [/n$/, "ng"],
  [/ng$/, "n"], [/nh$/, "n"], [/n$/, "nh"], [/i/, "ie"], [/ie/, "i"],
];
const LETTERS = "abcdeghiklmnopqrstuvxy";
const SHARDS = 6;
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
      add(head + letter + tail.slice(1), 2);
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
  const quality = Math.floor(value / 6) % 6;
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

const usual = (group, place) => {
  const count = new Map();
  for (const { marks, documents } of group.spellings) {
    count.set(marks[place], (count.get(marks[place]) ?? 0) + documents.length);
  }
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "0";
};

/**
 * For words none of whose pairs occurs: `groups` of what they may have been meant to be, or of the
 * word alone, and the query as it should read, or "".
 */
export async function mend(engine, words, groups) {
  const lacking = (place) => {
    const around = groups.filter((group) => !group.optional && group.places?.includes(place));
    return around.length && around.every((group) => group.postings && !group.postings.size && !group.completed?.size);
  };
  const mended = [...words];
  const added = [];
  let suggestion = "";
  for (const [place, word] of words.entries()) {
    if (!lacking(place)) continue;
    const alone = await engine.load(await engine.place(singleOf(words, place)));
    const better = /^\p{L}+$/u.test(word.token) && (await replacement(engine, mended, place, alone.postings.size > 2));
    if (better) {
      mended[place] = better.word;
      added.push(...better.groups);
      suggestion = mended.map(({ typed }) => typed).join(" ");
    } else if (alone.postings.size && !engine.index.common.has(word.fold)) {
      added.push({ ...alone, optional: !/^[0-9]/.test(word.fold) });
    }
  }
  return { groups: added, suggestion };
}

async function replacement(engine, words, place, attested) {
  const word = words[place];
  const before = words[place - 1] && !words[place - 1].alone;
  const after = words[place + 1] && !words[place + 1].alone;
  if (attested && !(before || after)) return null;

  /** Those candidates that stand beside the neighbour on one side, as few shards as may be. */
  const beside = async (candidates, at) => {
    const terms = candidates.map(([fold, cost]) => {
      const changed = [...words];
      changed[place] = { ...wordOf(fold, {}), marks: null, typed: fold };
      const term = at < 0 ? singleOf(changed, place) : pairOf(changed, at);
      return engine.place(term).then((located) => ({ ...located, fold, cost, side: at }));
    });
    const located = await Promise.all(terms);
    const fetched = new Set();
    const few = located.filter(({ shards }) => {
      const fresh = shards.filter(({ name }) => !engine.index.has(name) && !fetched.has(name));
      if (fetched.size + fresh.length > SHARDS) return false;
      for (const { name } of fresh) fetched.add(name);
      return true;
    });
    const loaded = await Promise.all(few.map((group) => engine.load(group)));
    return loaded.filter((group) => group.postings.size);
  };

  const candidates = [...near(word.fold)].sort((a, b) => a[1] - b[1]);
  const first = before ? place - 1 : after ? place : -1;
  const worth = (group) => (group ? Math.log(1 + group.postings.size) / group.cost : 0);
  let found = await beside(first === place || first < 0 ? candidates.slice(0, 12) : candidates, first);
  found.sort((a, b) => worth(b) - worth(a));
  found = found.slice(0, TRIED);
  const next = before && after ? await beside(found.map(({ fold, cost }) => [fold, cost]), place) : [];
  let best = null;
  for (const group of found) {
    const other = next.find(({ fold }) => fold === group.fold);
    if (attested && (before && after ? !other : group.postings.size < 5)) continue;
    const sum = worth(group) + 1.5 * worth(other);
    if (sum > (best?.sum ?? 0)) best = { sum, groups: other ? [group, other] : [group] };
  }
  if (!best) return null;
  const [group] = best.groups;
  const spelt = spell(group.fold, usual(group, first === place ? 0 : 1));
  return { word: wordOf(spelt, { typed: spelt }), groups: best.groups };
}
