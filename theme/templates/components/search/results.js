/** How results look: titles with what matched marked, the day as it is written here. */

import { foldText, key, tokens, UNMARKED } from "./analysis.js";

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}./,-]*[\p{L}\p{N}])?/gu;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
};

/**
 * A text as nodes, the words of the query in <mark>; words in a row are one mark. As they were
 * looked for: syllables beside each other, numbers and what stood by itself also alone. Other
 * spellings than those typed are marked only beside a word as it was typed.
 */
export function marked(text, words, engine) {
  const typed = words.some(({ marks }) => marks !== null);
  const wanted = new Map(words.map(({ fold }) => [fold, new Set()]));
  for (const { fold, marks } of words) wanted.get(fold).add(marks ?? (typed ? UNMARKED : null));
  const last = words.at(-1);
  const begun = last && /^\p{L}{2,}$/u.test(last.token);
  const lone = new Set(words.filter(({ alone, fold }) => alone || words.length === 1 || /^[0-9]/.test(fold)).map(({ fold }) => fold));
  const found = [...text.matchAll(WORD)].map((match) => {
    const word = match[0].toLowerCase();
    const short = engine.abbreviations?.get(word);
    const keys = tokens(word, true).map(key);
    const hit =
      keys.some(({ fold }) => wanted.has(fold)) ||
      (begun && foldText(word).startsWith(last.fold)) ||
      short?.expansions.some((chain) => chain.every((token) => wanted.has(key(token).fold)));
    const spelt = keys.some(({ fold, marks }) => wanted.get(fold)?.has(marks) || wanted.get(fold)?.has(null));
    return {
      start: match.index,
      end: match.index + match[0].length,
      hit,
      spelt: spelt || short || (begun && (typed ? word.startsWith(last.token) : hit)),
      alone: short || keys.some(({ fold }) => lone.has(fold)),
    };
  });
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
