/** From what a reader types to what is looked up. */

import { gramText } from "./index.js";
import { BREAK, key, standsAlone, tokens, UNMARKED } from "./analysis.js";

const SYLLABLE = RegExp(
  "^(?:ngh|ng|nh|gh|gi|g|ch|c|th|tr|t|kh|k|ph|qu|b|d|h|l|m|n|p|r|s|v|x)?(?:" +
    "a(?:[iouyk]|n[gh]?|ch?|[mpt])?|e(?:[ou]|n[gh]?|ch?|[mpt])?|i(?:[aumpt]|nh?|ch)?|ie(?:[umpt]|ng?|c)" +
    "|oo(?:ng|c)|o(?:[imptc]|ng?)?|oa(?:[ioy]|n[gh]?|ch?|[mpt])?|oe[omnt]?|u(?:[aiumptc]|ng?)?|ua(?:[yt]|ng?)" +
    "|ue(?:nh?|ch)?|uo(?:[iumtcp]|ng?)?|uy(?:[autp]|nh?|ch)?|uye[nt]|y|(?<=^qu)y(?:[tu]|nh?|ch)|ye(?:[umt]|ng?))$",
);

/** Words of the longest gram. */
const LONGEST = 9;

/** Whether a fold could be a Vietnamese syllable. */
export const isSyllable = (fold) => SYLLABLE.test(fold);

/**
 * A query as words to look up: {token, fold, marks, typed, alone, quoted, fixed}. `marks` is null
 * where the reader typed none, so that every spelling will do; `typed` is the word as it stood in
 * the query; words of one quotation (its number is `quoted`, or 0) must stand in a row; those
 * `fixed` are not misspelt. `read` may put several words for a token: only the first is `typed`.
 */
export function parse(text, read = (token) => [{ token }]) {
  const parts = text.split(/["“”„]/);
  return parts.flatMap((part, number) => {
    const quoted = number % 2 && number < parts.length - 1 ? number : 0;
    return tokens(part, true)
      .filter((token) => token !== BREAK)
      .flatMap((typed) => read(typed, part).map(({ token, ...rest }, i) => wordOf(token, { typed: i ? "" : typed, quoted, ...rest })));
  });
}

/** How a question begins and ends around what it is about, in folds. */
const ASKS = RegExp(
  "^(?:(?:xin |cho )+(?:(?:toi|em) )?(?:hoi|biet) |(?:(?:toi|em) (?:muon|can)|muon) (?:hoi|tim|biet|xem) |lam (?:sao|the nao) (?:de )?)" +
    "(?:(?:biet|tim) )?(?:(?:(?:thong )?tin |bai )?(?:nao )?(?:noi )?ve )?",
);
const ASKED = RegExp(
  "(?: (?:o dau|nhu the nao|the nao|ra sao|la gi|vay|nhi|khi nao|bao gio|duoc khong|(?:xin )?cho (?:(?:toi|em) )?biet" +
    "|(?:cua|o|trong) (?:tinh|xa|huyen|phuong) (?:minh|toi|nay)))+$",
);

/** The words that a question is about: those in which nothing is asked, at least two. */
export function subject(words) {
  const text = words.map(({ fold }) => fold).join(" ");
  const count = (expression) => (text.match(expression)?.[0].trim().match(/\S+/g) ?? []).length;
  const about = words.slice(count(ASKS), words.length - count(ASKED));
  return about.length < 2 || words.some(({ quoted }) => quoted) ? words : about;
}

/** Whether a query holds anything but syllables: an abbreviation, a number, raw Telex. */
export const isPuzzling = (text, words) =>
  /\p{Lu}{2}/u.test(text) || words.some(({ fold }) => !isSyllable(fold));

export function wordOf(token, rest) {
  const { fold, marks } = key(token);
  return { token, fold, marks: marks === UNMARKED ? null : marks, alone: standsAlone(token), ...rest };
}

/**
 * The terms of some words: {text, marks, quoted, places}, pairs of neighbours; a word without
 * neighbour alone, a number also alone unless it is common. `text` is as in the index, `marks`
 * may hold null.
 */
export function termsOf(words, common = new Set()) {
  const terms = [];
  words.forEach((word, at) => {
    const next = words[at + 1];
    const joined = next && !word.alone && !next.alone;
    const before = words[at - 1] && !words[at - 1].alone && !word.alone;
    if (joined) terms.push(pairOf(words, at));
    const telling = /^[0-9]/.test(word.fold) && !common.has(word.fold);
    if (word.alone || (!joined && !before) || telling) terms.push(singleOf(words, at));
  });
  return terms;
}

export const pairOf = (words, at) => ({
  text: `${words[at].fold} ${words[at + 1].fold}`,
  marks: [words[at].marks, words[at + 1].marks],
  quoted: words[at].quoted && words[at].quoted === words[at + 1].quoted,
  places: [at, at + 1],
});

export const singleOf = (words, at) => ({
  text: ` ${words[at].fold}`,
  marks: [null, words[at].marks],
  quoted: words[at].quoted,
  optional: words[at].weak,
  weak: words[at].weak,
  places: [at],
});

/** How many documents hold a group's term, or a word that it begins. */
export const held = ({ postings, completed }) => postings.size + (completed?.size ?? 0);

/** Whether a group's term is so common that it has a shard of its own. */
export const isWhole = ({ branches, text }) => branches.some((branch) => branch.wholes.has(text));

/**
 * The grams of some words: runs of three to nine that the index holds where they are rare, behind
 * their pair of the smallest hash.
 */
export function gramsOf(words) {
  const hashes = words.map(({ fold }) => hash(fold));
  const extended = (run, next) => Math.imul(((run << 5) | (run >>> 27)) ^ next, 0x9e3779b1);
  const pairs = hashes.slice(1).map((next, at) => extended(hashes[at], next) >>> 0);
  const grams = [];
  words.forEach((word, at) => {
    let run = hashes[at];
    let least = at;
    for (let end = at + 1; end < at + LONGEST && end < words.length; end++) {
      if (word.alone || words[end].alone) break;
      run = extended(run, hashes[end]);
      if (pairs[end - 1] < pairs[least]) least = end - 1;
      if (end === at + 1) continue;
      const beside = hashes[least + 2 > end ? least - 1 : least + 2];
      grams.push({
        text: gramText(`${words[least].fold} ${words[least + 1].fold}`, (Math.max(beside >>> 29, 1) << 21) | (run >>> 11)),
        marks: [null, null],
        gram: true,
        quoted: word.quoted && words.slice(at, end + 1).every(({ quoted }) => quoted === word.quoted),
        places: Array.from({ length: end - at + 1 }, (_, i) => at + i),
      });
    }
  });
  return grams;
}

/** CRC-32 of a fold. */
function hash(fold) {
  let sum = -1;
  for (const byte of new TextEncoder().encode(fold)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

/** Whether what was asked for is known to stand nowhere. */
export const isEmpty = (group) => group.postings && !held(group) && !group.gram && !group.optional;
