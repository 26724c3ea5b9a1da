/** From what a reader types to what is looked up. */

import { BREAK, key, standsAlone, tokens, UNMARKED } from "./analysis.js";

const SYLLABLE = RegExp(
  "^(?:ngh|ng|nh|gh|gi|g|ch|c|th|tr|t|kh|k|ph|qu|b|d|h|l|m|n|p|r|s|v|x)?(?:" +
    "a(?:[iouyk]|n[gh]?|ch?|[mpt])?|e(?:[ou]|n[gh]?|ch?|[mpt])?|i(?:[aumpt]|nh?|ch)?|ie(?:[umpt]|ng?|c)" +
    "|o(?:[imptc]|ng?)?|oa(?:[ioy]|n[gh]?|ch?|[mpt])?|oe[omnt]?|u(?:[aiumptc]|ng?)?|ua(?:[yt]|ng?)" +
    "|ue(?:nh?|ch)?|uo(?:[iumtcp]|ng?)?|uy(?:[autp]|nh?|ch)?|uye[nt]|y|ye(?:[umt]|ng?))$",
);

/** Whether a fold could be a Vietnamese syllable. */
export const isSyllable = (fold) => SYLLABLE.test(fold);

/**
 * A query as words to look up: {token, fold, marks, typed, alone, quoted}. `marks` is null where
 * the reader typed none, so that every spelling will do; `typed` is the word as it stood in the
 * query; `quoted` words must stand in a row. `read` may put several words for a token.
 */
export function parse(text, read = (token) => [{ token }]) {
  const parts = text.split(/["“”„]/);
  return parts.flatMap((part, number) => {
    const quoted = number % 2 === 1 && number < parts.length - 1;
    return tokens(part, true)
      .filter((token) => token !== BREAK)
      .flatMap((typed) => read(typed, part).map(({ token, ...rest }) => wordOf(token, { typed, quoted, ...rest })));
  });
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
  quoted: words[at].quoted && words[at + 1].quoted,
  places: [at, at + 1],
});

export const singleOf = (words, at) => ({
  text: ` ${words[at].fold}`,
  marks: [null, words[at].marks],
  quoted: words[at].quoted,
  places: [at],
});
