/**
 * Reads what is not written in syllables: abbreviations, text typed with the keyboard's method
 * switched off, names of documents.
 */

import { key, tokens } from "./analysis.js";
import { isSyllable, parse, subject, wordOf } from "./query.js";

const CIRCUMFLEX = { a: "â", e: "ê", o: "ô" };
const HORN = { a: "ă", o: "ơ", u: "ư" };
const TELEX = "sfrxj";
const TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];

/**
 * What a token typed with Telex or VNI while the keyboard was off was meant to be, or "".
 * Only a token that is no syllable is read so, and only if a syllable comes out.
 */
export function unraw(token) {
  // Of two letters only ý: "as", "is" and "A4" are what they are.
  if (!/^(?:y.|[a-zđ][0-9a-zà-ỹđ]{2,})$/.test(token)) return "";
  // "coong" is rather công than coóng.
  if (isSyllable(key(token).fold) && !token.includes("oo")) return "";
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
  // What has its mark already was typed with the method switched on.
  if (!read || (tone && /[\u0300\u0301\u0303\u0309\u0323]/.test(token.normalize("NFD")))) return "";
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

const DAY = /(?:ng[aà]y +)?([0-9]{1,2})(?: +th[aá]ng +|([/.-]))([0-9]{1,2})(?: +(?:n[aă]m +)?|\2)([0-9]{4})(?![0-9])/gi;
const MONTH = /th[aá]ng +([0-9]{1,2})[ /-]+(?:n[aă]m +)?([0-9]{4})(?![0-9])/gi;

/** A query with its dates in figures alone: what says that a date follows is not looked for. */
export const dated = (text) => text.normalize("NFC").replace(DAY, "$1/$3/$4").replace(MONTH, "$1/$2");

/**
 * The words of a query, and `more`: {places, words}, chains of words that those at these places
 * may stand for: an abbreviation with several meanings, the name of a document ("quyết định số
 * 1234" → 1234_qd).
 */
export function interpret(text, abbreviations) {
  const shouting = text === text.toUpperCase() && /\p{L}.*\s.*\p{L}/u.test(text);
  const capitals = tokens((text.normalize("NFC").match(/\p{Lu}{2,}/gu) ?? []).join(" "), true);
  const typed = parse(dated(text), (token, part) => {
    const known = abbreviations.get(token);
    const capital =
      known && !shouting && RegExp(`(?<![\\p{L}/-])${known.short}(?![\\p{L}/-])`, "u").test(part);
    const word = isSyllable(key(token).fold);
    if (known && !word && known.expansions.length === 1) {
      return known.expansions[0].map((expanded) => ({ token: expanded, fixed: true }));
    }
    if (known && (capital || !word)) return [{ token, marks: key(token).marks, meanings: known.expansions, fixed: true }];
    // An abbreviation that nobody knows; where all is in capitals, what nobody could pronounce.
    const fixed = capitals.includes(token) && !(shouting && /[aeiouy]/.test(key(token).fold));
    const meant = unraw(token);
    // Or it is a word of its own: PAR INDEX is no "pả".
    return [meant ? { token: meant, fixed, meanings: [[token]] } : { token, fixed }];
  });
  const words = subject(typed);
  const more = [...documents(words, abbreviations), ...numbers(words)];
  words.forEach(({ meanings = [] }, place) => {
    for (const chain of meanings) more.push({ places: [place], words: chain.map((word) => wordOf(word, {})) });
  });
  return { words, more };
}

const QUARTERS = ["1", "2", "3", "4", "i", "ii", "iii", "iv"];

/** "17 337", which most write 17.337; "quý 3", which is also quý III, as quý 3/2021 is quý III/2021. */
function numbers(words) {
  const found = [];
  words.forEach(({ token }, at) => {
    const before = words[at - 1];
    if (!before) return;
    if (/^[0-9]{3}$/.test(token) && /^[1-9][0-9]{0,2}$/.test(before.token)) {
      found.push({ places: [at - 1, at], words: [wordOf(before.token + token, {})] });
    }
    const [, year, month = token] = token.match(/^([0-9]{4})_0([1-4])$/) ?? [];
    const quarter = before.fold === "qui" ? QUARTERS.indexOf(month) : -1;
    if (quarter >= 0) {
      const others = [QUARTERS[(quarter + 4) % 8], year].filter(Boolean).map((other) => wordOf(other, {}));
      found.push({ places: [at - 1, at], words: [before, ...others] });
    }
  });
  return found;
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
          const places = words.map((_, place) => place).slice(end - kind.length, at + 1);
          found.push({ places, words: [wordOf(`${word.token}_${short}`, {})] });
        }
      }
    }
  });
  return found;
}
