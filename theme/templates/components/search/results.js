/** How results look: titles with what matched marked, the day as it is written here. */

import { foldText, key, standsAlone, tokens, UNMARKED } from "./analysis.js";

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}./,-]*[\p{L}\p{N}])?/gu;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
};

/** Words that are marked together or not at all: what an abbreviation stands for, what is quoted. */
function blocksOf(words) {
  const blocks = [];
  words.forEach((word, at) => {
    const goesOn = word.typed === "" || (word.quoted && word.quoted === words[at - 1]?.quoted);
    if (at && goesOn) blocks.at(-1).push(word);
    else blocks.push([word]);
  });
  return blocks;
}

/** The syllables and numbers of a text: {start, end, keys}; an abbreviation that is `wanted` as what
 * it stands for, a date or the number of a document in all its forms. */
const unitsOf = (text, wanted, engine) =>
  [...text.matchAll(WORD)].flatMap((match) => {
    const word = match[0].toLowerCase();
    const place = { start: match.index, end: match.index + match[0].length };
    const expansions = engine.abbreviations?.get(word)?.expansions ?? [];
    const found = expansions.find((chain) => chain.every((token) => wanted.has(key(token).fold))) ?? tokens(word);
    return found.every(standsAlone)
      ? [{ ...place, keys: found.map(key) }]
      : found.map((token) => ({ ...place, keys: [key(token)] }));
  });

/**
 * A text as nodes, what an answer was found by in <mark>; words in a row are one mark. As they were
 * looked for: syllables beside each other, numbers and what stood by itself also alone. Other
 * spellings than those typed are marked only beside a word as it was typed.
 */
export function marked(text, { words, others }, engine) {
  const typed = words.some(({ marks }) => marks !== null);
  const last = words.at(-1);
  const strewn = words.every(({ weak }) => weak);
  const isLone = ({ alone, weak, fold }) => (alone && (strewn || !weak)) || words.length === 1 || /^[0-9]/.test(fold);
  const holds = ({ keys }, { fold }) => keys.some((other) => other.fold === fold);
  const isSpelt = ({ keys }, { fold, marks }) => {
    const wish = marks ?? (typed ? UNMARKED : null);
    return keys.some((other) => other.fold === fold && (wish === null || other.marks === wish));
  };

  const blocks = blocksOf(words);
  const loose = blocks.filter((block) => block.length === 1).flat();
  const chains = [...others, ...blocks.filter((block) => block.length > 1)];
  const found = unitsOf(text, new Set([...words, ...chains.flat()].map(({ fold }) => fold)), engine);
  const begun = loose.includes(last) && /^\p{L}{2,}$/u.test(last.token);
  for (const unit of found) {
    const word = text.slice(unit.start, unit.end).toLowerCase();
    const started = begun && foldText(word).startsWith(last.fold);
    const meant = loose.filter((other) => holds(unit, other));
    unit.hit = started || meant.length > 0;
    unit.spelt = meant.some((other) => isSpelt(unit, other)) || (started && (!typed || word.startsWith(last.token)));
    unit.alone = meant.some(isLone);
  }
  for (const chain of chains) {
    for (let at = 0; at + chain.length <= found.length; at++) {
      const run = found.slice(at, at + chain.length);
      if (!chain.every((word, i) => holds(run[i], word)) || !chain.some((word, i) => isSpelt(run[i], word))) continue;
      for (const unit of run) unit.hit = unit.spelt = unit.alone = true;
    }
  }

  const nodes = [];
  let at = 0;
  for (let i = 0; i < found.length; i++) {
    if (!found[i].hit) continue;
    let j = i;
    while (found[j + 1]?.hit && /^[\s–-]*$/.test(text.slice(found[j].end, found[j + 1].start))) j++;
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

/** What to tell a reader whose search failed. */
export const excuse = () =>
  typeof DecompressionStream === "undefined"
    ? "Trình duyệt này quá cũ để tìm kiếm. Mời xem lưu trữ theo năm."
    : navigator.onLine === false
      ? "Máy đang không có mạng nên chưa tìm được. Từ bạn gõ vẫn còn đây; có mạng lại, hãy bấm Tìm."
      : "Chưa tải được dữ liệu tìm kiếm. Từ bạn gõ vẫn còn đây; hãy bấm Tìm để thử lại.";
