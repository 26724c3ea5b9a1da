/** How results look: titles with what matched marked, the day as it is written here. */

import { foldText, key, tokens } from "./analysis.js";

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
 * A text as nodes, the words of the query in <mark>, whatever marks were typed. A common word is
 * marked only beside another one, and words in a row are one mark.
 */
export function marked(text, words, engine) {
  const wanted = new Set(words.map((word) => word.fold));
  const last = words.at(-1);
  const common = engine.index.common;
  const alone = wanted.size === 1;
  const found = [...text.matchAll(WORD)].map((match) => {
    const folds = tokens(match[0], true).map((token) => key(token).fold);
    const short = engine.abbreviations?.get(match[0].toLowerCase());
    const hit =
      folds.some((fold) => wanted.has(fold)) ||
      (last && /^\p{L}{2,}$/u.test(last.token) && foldText(match[0]).startsWith(last.fold)) ||
      short?.expansions.some((chain) => chain.every((token) => wanted.has(key(token).fold)));
    return { start: match.index, end: match.index + match[0].length, hit, rare: short || folds.some((fold) => !common.has(fold)) };
  });
  const nodes = [];
  let at = 0;
  for (let i = 0; i < found.length; i++) {
    if (!found[i].hit) continue;
    let j = i;
    while (found[j + 1]?.hit && /^[\s,–-]*$/.test(text.slice(found[j].end, found[j + 1].start))) j++;
    if (i === j && !found[i].rare && !alone) continue;
    nodes.push(text.slice(at, found[i].start), element("mark", {}, text.slice(found[i].start, found[j].end)));
    at = found[j].end;
    i = j;
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
