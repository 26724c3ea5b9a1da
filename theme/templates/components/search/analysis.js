/**
 * From text to search terms: the rules that the index and the reader's query share.
 * The same in Python: plugins/search/analysis.py. Both are held to tests/unit/search/vectors.json;
 * what the rules are for: docs/decisions/search.md.
 */

export const BREAK = "|";

const LETTER = "0-9a-z_\\u00c0-\\u024f\\u1e00-\\u1eff";
const CHUNK = RegExp(
  `(?<![${LETTER}])[0-9](?:[${LETTER}./,-]*[${LETTER}])?(?: tháng [0-9]{1,2})?(?: năm [0-9]{4}(?![0-9]))?`,
  "g",
);
const WORDED = /^(?:([0-9]{1,2}) tháng )?([0-9]{1,2}) năm ([0-9]{4})$/;
const SYMBOL = `[a-zđ]+[0-9]*(?:[-/.][a-zđ]+[0-9]*)*(?![${LETTER}])`;
const NUMERIC = RegExp(
  `(?<![${LETTER}])(?:([0-9]{1,2})([/.-])([0-9]{1,2})\\2([0-9]{4})(?![0-9])` +
    `|([0-9]+[a-z]?)(?:/([0-9]{4}))?/(${SYMBOL})|([0-9]+)-([a-zđ]+/${SYMBOL})` +
    "|([0-9]{1,2})/([0-9]{4})(?![0-9/])|[0-9]+(?:[.,/][0-9]+)*)",
  "g",
);
const GROUPED = /^(?:([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?|([0-9]{1,3}(?:,[0-9]{3}){2,}))$/;
const SIGNS = /[\0-/:-^`{}-\xbf\u2000-\u303f\uff00-\uff0f]+/;

/**
 * The tokens of a text. A date, a document number or a fraction gives all its forms to the index;
 * for a query (`terse`) only the most telling one.
 */
export function tokens(text, terse = false) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/ð/g, "đ")
    .replace(/[_|]/g, " ")
    .replace(/\n/g, " | ")
    .replace(CHUNK, (chunk, place, whole) => {
      if (/^[0-9]+$/.test(chunk)) return plain(chunk);
      const numeric = (part) => part.replace(NUMERIC, (...match) => forms(match, terse));
      const worded = chunk.match(WORDED);
      const words = numeric(chunk);
      if (!worded) return words;
      const [, day, month, year] = worded;
      if (day) {
        const date = list(ofDay(year, month, day), terse);
        return terse && date ? date : `${words} ${date}`;
      }
      const isMonth = month > 0 && month < 13 && whole.slice(0, place).endsWith("tháng ");
      return isMonth ? `${words} ${year}_${two(month)}` : words;
    })
    .split(SIGNS)
    .filter(Boolean);
}

const plain = (digits) => digits.replace(/^0+(?=.)/, "");
const two = (number) => number.padStart(2, "0");
const list = (found, terse) => (terse ? found[0] ?? "" : found.join(" "));

function forms(match, terse) {
  const [all, day, , month, year, number, ofYear, symbols, ofParty, party, inMonth, inYear] = match;
  let found;
  if (year) found = ofDay(year, month, day);
  else if (symbols) found = ofDocument(number, ofYear, symbols);
  else if (party) found = ofDocument(ofParty, "", party);
  else if (inYear && inMonth > 0 && inMonth < 13) found = [`${inYear}_${two(inMonth)}`, `${inYear}_`];
  if (found?.length) return list(found, terse);
  const grouped = all.match(GROUPED);
  if (grouped?.[3]) return grouped[3].replace(/,/g, "");
  if (grouped) return grouped[1].replace(/\./g, "") + (grouped[2] ? `_${grouped[2]}` : "");
  const parts = all.match(/[0-9]+/g).map(plain);
  const whole = parts.join("_");
  return all.includes("/") ? list([whole, ...parts.map((part) => `${part}_`)], terse) : whole;
}

const ofDay = (year, month, day) =>
  month > 0 && month < 13 && day > 0 && day < 32
    ? [`${year}_${two(month)}_${two(day)}`, `${year}_${two(month)}`, `${year}_`]
    : [];

function ofDocument(digits, year, symbols) {
  const number = plain(digits);
  const parts = symbols.split(/[-/.]/);
  const tail = parts.join("_");
  const found = [`${number}_${tail}`, `${number}_${parts[0]}`, `${number}_`];
  if (year) found.unshift(`${number}_${year}_${tail}`, `${number}_${year}`, `${year}_`);
  if (parts.length > 1) found.push(tail);
  return [...new Set(found)];
}

const TONES = "\u0301\u0300\u0309\u0303\u0323";
export const UNMARKED = "0";

/** A token's fold and its marks, one character: đ, quality of the vowel, tone (0–5 as in VNI). */
export function key(token) {
  let tone = 0;
  let quality = 0;
  let bar = 0;
  let fold = "";
  for (const mark of token.replace(/^_+|_+$/g, "").normalize("NFD")) {
    const at = TONES.indexOf(mark);
    if (at >= 0) tone = at + 1;
    else if (mark === "\u0302") quality = 1;
    else if (mark === "\u0306") quality = 2;
    else if (mark === "\u031b") {
      const horned = fold.endsWith("u") ? 3 : 4;
      quality = quality > 2 && quality < 5 && quality !== horned ? 5 : horned;
    } else if (mark === "đ") {
      bar = 1;
      fold += "d";
    } else if (!/\p{M}/u.test(mark)) fold += mark;
  }
  if (/^(?:[hklmstbdv]|qu|)y$/.test(fold)) fold = `${fold.slice(0, -1)}i`;
  return { fold, marks: String.fromCharCode(48 + (6 * bar + quality) * 6 + tone) };
}

/** The tone in a token's marks, 0–5 as in VNI. */
export const toneOf = (marks) => (marks.charCodeAt(0) - 48) % 6;

export const standsAlone = (token) => token.includes("_") || token === BREAK;
