/** How results look: titles with what matched marked, the day as it is written here. */

import { key, standsAlone, tokens, UNMARKED } from "./analysis.js";

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}./,-]*[\p{L}\p{N}])?/gu;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
};

/** A text without marks, letter for letter as long as the (composed) text. */
const foldText = (text) =>
  Array.from(text.normalize("NFC"), (letter) =>
    letter.normalize("NFD").replace(/[đĐðÐ]/, "d").slice(0, letter.length).toLowerCase(),
  ).join("");

/**
 * Words, each with its place in the query: in chains if they are marked together or not at all (what
 * an abbreviation stands for, what is quoted, other ways to write it), else loose.
 */
function grouped(words, others) {
  const blocks = [];
  words.forEach((word, place) => {
    const goesOn = word.typed === "" || (word.quoted && word.quoted === words[place - 1]?.quoted);
    if (place && goesOn) blocks.at(-1).push({ word, place });
    else blocks.push([{ word, place }]);
  });
  const elsewhere = others.map((chain, i) => chain.map((word, at) => ({ word, place: 1000 * (i + 1) + at })));
  return {
    loose: blocks.filter((block) => block.length === 1).flat(),
    chains: [...elsewhere, ...blocks.filter((block) => block.length > 1)],
  };
}

/** The syllables and numbers of a text: {start, end, keys}; an abbreviation that is `wanted` as what
 * it stands for, a date or the number of a document in all its forms. */
const unitsOf = (text, wanted, engine) =>
  [...text.matchAll(WORD)].flatMap((match) => {
    const word = match[0].toLowerCase();
    const unit = (...found) => ({
      start: match.index,
      end: match.index + match[0].length,
      // Day and month of a date are found, but not what was meant by a number.
      keys: found.filter((token) => !/^[0-9]{1,2}_$/.test(token)).map(key),
    });
    const expansions = engine.abbreviations?.get(word)?.expansions ?? [];
    const found = expansions.find((chain) => chain.every((token) => wanted.has(key(token).fold))) ?? tokens(word);
    return found.every(standsAlone) ? [unit(...found)] : found.map((token) => unit(token));
  });

/**
 * A text as nodes, what an answer was found by in <mark>. As it was looked for: neighbours in the
 * query beside each other, numbers and what stood by itself also alone. Other spellings than those
 * typed are marked only beside a word as it was typed.
 */
export function marked(text, { words, others }, engine) {
  const typed = words.some(({ marks }) => marks !== null);
  const strewn = words.every(({ weak }) => weak);
  const isLone = ({ alone, weak, fold }) => (alone && (strewn || !weak)) || words.length === 1 || /^[0-9]/.test(fold);
  const holds = ({ keys }, { fold }) => keys.some((other) => other.fold === fold);
  const isSpelt = ({ keys }, { fold, marks }) => {
    const wish = marks ?? (typed ? UNMARKED : null);
    return keys.some((other) => other.fold === fold && (wish === null || other.marks === wish));
  };

  const { loose, chains } = grouped(words, others);
  const found = unitsOf(text, new Set([...words, ...others.flat()].map(({ fold }) => fold)), engine);
  for (const unit of found) {
    const meant = loose.filter(({ word }) => holds(unit, word));
    unit.places = new Set(meant.map(({ place }) => place));
    unit.spelt = meant.some(({ word }) => isSpelt(unit, word));
    unit.alone = meant.some(({ word }) => isLone(word));
  }
  for (const { word, place } of loose.slice(-1)) {
    if (word !== words.at(-1) || !/^\p{L}{2,}$/u.test(word.token)) continue;
    for (const unit of found) {
      const written = text.slice(unit.start, unit.end).toLowerCase();
      if (!foldText(written).startsWith(word.fold)) continue;
      unit.places.add(place);
      unit.spelt ||= !typed || written.startsWith(word.token);
    }
  }
  for (const chain of chains) {
    for (let at = 0; at + chain.length <= found.length; at++) {
      const run = found.slice(at, at + chain.length);
      if (!chain.every(({ word }, i) => holds(run[i], word)) || !chain.some(({ word }, i) => isSpelt(run[i], word))) continue;
      run.forEach((unit, i) => {
        unit.places.add(chain[i].place);
        unit.spelt = unit.alone = true;
      });
    }
  }

  const isJoined = (one, next) =>
    next && [...one.places].some((place) => next.places.has(place + 1)) && /^[\s–-]*$/.test(text.slice(one.end, next.start));
  const nodes = [];
  let at = 0;
  for (let i = 0; i < found.length; i++) {
    let j = i;
    while (isJoined(found[j], found[j + 1])) j++;
    const run = found.slice(i, j + 1);
    i = j;
    if (!run.some(({ spelt }) => spelt) || (run.length === 1 && !run[0].alone)) continue;
    nodes.push(text.slice(at, run[0].start), element("mark", {}, text.slice(run[0].start, run.at(-1).end)));
    at = run.at(-1).end;
  }
  nodes.push(text.slice(at));
  return nodes;
}

export const dayOf = (day) => day.split("-").reverse().join("/");

/** What a card is, in a word or two: its category, or the kind of page. */
export const kindOf = (card, engine) =>
  engine.index.manifest.categories[card.category]?.[1] ??
  (card.url.startsWith("/so-lieu/") ? "Số liệu" : "Trang giới thiệu");

export const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ".");

const LONG = 60;

/** A query in quotation marks if it has none, and no longer than can be taken in. */
export function quoted(text) {
  const short = text.length > LONG ? `${text.slice(0, text.lastIndexOf(" ", LONG) + 1 || LONG).trim()}…` : text;
  return /^["“].*["”]$/.test(short) ? short : `“${short}”`;
}

/** What to tell a reader whose search failed. */
export const excuse = () =>
  typeof DecompressionStream === "undefined"
    ? "Trình duyệt này quá cũ để tìm kiếm. Mời xem lưu trữ theo năm."
    : navigator.onLine === false
      ? "Máy đang không có mạng nên chưa tìm được. Từ bạn gõ vẫn còn đây; có mạng lại, hãy bấm Tìm."
      : "Chưa tải được dữ liệu tìm kiếm. Từ bạn gõ vẫn còn đây; hãy bấm Tìm để thử lại.";
