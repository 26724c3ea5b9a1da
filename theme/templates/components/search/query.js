/** From what a reader types to what is looked up. */

import { BREAK, key, standsAlone, tokens, UNMARKED } from "./analysis.js";

const SYLLABLE = RegExp(
  "^(?:ngh|ng|nh|gh|gi|g|ch|c|th|tr|t|kh|k|ph|qu|b|d|h|l|m|n|p|r|s|v|x)?(?:" +
    "a(?:[iouy]|n[gh]?|ch?|[mpt])?|e(?:[ou]|n[gh]?|ch?|[mpt])?|i(?:[aumpt]|nh?|ch)?|ie(?:[umpt]|ng?|c)" +
    "|o(?:[imptc]|ng?)?|oa(?:[ioy]|n[gh]?|ch?|[mpt])?|oe[omnt]?|u(?:[aiumptc]|ng?)?|ua(?:[yt]|ng?)" +
    "|ue(?:nh?|ch)?|uo(?:[iumtcp]|ng?)?|uy(?:[autp]|nh?|ch)?|uye[nt]|y|ye(?:[umt]|ng?))$",
);

/** Whether a fold could be a Vietnamese syllable. */
export const isSyllable = (fold) => SYLLABLE.test(fold);

const CIRCUMFLEX = { a: "â", e: "ê", o: "ô" };
const HORN = { a: "ă", o: "ơ", u: "ư" };
const TELEX = "sfrxj";
const TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];

/**
 * What a token typed with Telex or VNI while the keyboard was off was meant to be, or "".
 * Only a token that is no syllable is read so, and only if a syllable comes out.
 */
export function unraw(token) {
  if (token.length < 3 || !/^[a-zđ][0-9a-zà-ỹđ]*$/.test(token)) return "";
  if (isSyllable(key(token).fold)) return "";
  const vni = /[1-9]/.test(token);
  const letters = [];
  let tone = 0;
  let read = 0;
  const vowel = (kind) => letters.findLastIndex((letter) => kind[letter]);
  const horn = () => {
    const at = vowel({ a: 1, o: 1, u: 1 });
    if (at < 0) return false;
    if (letters[at - 1] === "u" && letters[at] === "o") letters[at - 1] = "ư";
    letters[at] = HORN[letters[at]];
    return true;
  };
  for (const letter of token) {
    const seen = letters.some((other) => /[aeiouyâêôăơư]/.test(other));
    let at = -1;
    if (vni && /[1-9]/.test(letter)) {
      if (letter < "6") tone = +letter;
      else if (letter === "6" && (at = vowel(CIRCUMFLEX)) >= 0) letters[at] = CIRCUMFLEX[letters[at]];
      else if (letter === "7" && horn()) at = 0;
      else if (letter === "8" && (at = letters.lastIndexOf("a")) >= 0) letters[at] = "ă";
      else if (letter === "9" && letters[0] === "d") letters[0] = "đ";
      else return "";
    } else if (!vni && seen && TELEX.includes(letter)) tone = TELEX.indexOf(letter) + 1;
    else if (!vni && letter === "w" && horn()) at = 0;
    else if (!vni && letter === "w") letters.push("ư");
    else if (!vni && letter === "d" && letters[0] === "d") letters[0] = "đ";
    else if (!vni && CIRCUMFLEX[letter] && (at = letters.lastIndexOf(letter)) >= 0) {
      letters[at] = CIRCUMFLEX[letter];
    } else {
      letters.push(letter);
      continue;
    }
    read++;
  }
  if (!read) return "";
  // Where the mark stands does not matter: keys take the tone out of the syllable.
  const word = letters.join("") + TONES[tone];
  return isSyllable(key(word).fold) ? word : "";
}

/**
 * The abbreviations that stand for words, found by their small letters:
 * short → tokens of each expansion.
 */
export function readAbbreviations(table) {
  return new Map(
    Object.entries(table).map(([short, expansions]) => [
      short.toLowerCase(),
      { short, expansions: expansions.map((words) => tokens(words, true)) },
    ]),
  );
}

/**
 * A query as words to look up.
 *
 * `words`: {token, fold, marks, typed, alone, quoted}: `marks` is null where the reader typed
 * none, so that every spelling will do; `typed` is the word as it stood in the query.
 * `more`: chains of words that may stand for an abbreviation with several meanings, and names of
 * documents ("quyết định số 1234" → 1234_qd).
 */
export function parse(text, abbreviations) {
  const words = [];
  const more = [];
  const shouting = text === text.toUpperCase() && /\p{L}.*\s.*\p{L}/u.test(text);
  const parts = text.split(/["“”„]/);
  parts.forEach((part, number) => {
    const quoted = number % 2 === 1 && number < parts.length - 1;
    for (const token of tokens(part, true)) {
      if (token === BREAK) continue;
      const known = abbreviations.get(token);
      const capital = known && !shouting && RegExp(`(?<![\\p{L}/-])${known.short}(?![\\p{L}/-])`, "u").test(part);
      if (known && (capital || !isSyllable(token.replace("đ", "d")))) {
        if (known.expansions.length === 1) {
          for (const word of known.expansions[0]) words.push(wordOf(word, { quoted, typed: token }));
          continue;
        }
        more.push(...known.expansions.map((chain) => chain.map((word) => wordOf(word, {}))));
      }
      const meant = unraw(token);
      words.push(wordOf(meant || token, { quoted, typed: token, raw: meant && token }));
    }
  });
  more.push(...documents(words, abbreviations));
  return { words, more };
}

export function wordOf(token, rest) {
  const { fold, marks } = key(token);
  return { token, fold, marks: marks === UNMARKED ? null : marks, alone: standsAlone(token), ...rest };
}

/** "quyết định số 1234", "công văn 12": what the index holds as 1234_qd, 12_cv. */
function documents(words, abbreviations) {
  const found = [];
  words.forEach((word, at) => {
    if (!/^[0-9]+$/.test(word.token)) return;
    const end = words[at - 1]?.fold === "so" ? at - 1 : at;
    for (const [short, { expansions }] of abbreviations) {
      for (const kind of expansions) {
        const before = words.slice(Math.max(0, end - kind.length), end);
        if (before.length === kind.length && kind.every((token, i) => key(token).fold === before[i].fold)) {
          found.push([wordOf(`${word.token}_${short}`, {})]);
        }
      }
    }
  });
  return found;
}

/**
 * The terms of some words: {text, marks, words}, pairs of neighbours; a word without neighbour
 * alone. `text` is as in the index, `marks` may hold null.
 */
export function termsOf(words) {
  const terms = [];
  words.forEach((word, at) => {
    const next = words[at + 1];
    const joined = next && !word.alone && !next.alone;
    const before = words[at - 1] && !words[at - 1].alone && !word.alone;
    if (joined) terms.push(pairOf(words, at));
    if (word.alone || (!joined && !before)) terms.push(singleOf(words, at));
  });
  return terms;
}

export const pairOf = (words, at) => ({
  text: `${words[at].fold} ${words[at + 1].fold}`,
  marks: [words[at].marks, words[at + 1].marks],
  quoted: words[at].quoted && words[at + 1].quoted,
  places: [at, at + 1],
});

export const singleOf = (words, at) => ({
  text: ` ${words[at].fold}`,
  marks: [null, words[at].marks],
  quoted: words[at].quoted,
  places: [at],
});
