import { spoken } from "./spoken.js";

/** What is read, in reading order. Captions, tables, notes and tools are not: they need the eye. */
const BLOCKS = "h1, .sapo, .prose :is(p, h2, h3, h4, li)";
const SILENT = "figcaption, table, sup, .footnotes, .footnote-definition";
const SPEEDS = [
  ["0.8", "Đọc chậm"],
  ["1", "Đọc vừa"],
  ["1.25", "Đọc nhanh"],
  ["1.5", "Đọc rất nhanh"],
];

/** The sentences of an article as ranges of its text nodes. */
function sentences(article) {
  const found = [];
  for (const block of article.querySelectorAll(BLOCKS)) {
    if (block.closest(SILENT) || block.querySelector("p, li")) continue;
    const pieces = [];
    let text = "";
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("sup")) continue;
      pieces.push({ node, start: text.length });
      text += node.data;
    }
    const place = (offset) => {
      const piece = pieces.findLast(({ start }) => start <= offset);
      return [piece.node, Math.min(offset - piece.start, piece.node.length)];
    };
    for (const [start, end] of bounds(text)) {
      const words = spoken(text.slice(start, end));
      if (!/[\p{L}\p{N}]/u.test(words)) continue;
      const range = document.createRange();
      range.setStart(...place(start));
      range.setEnd(...place(end));
      found.push({ words, range });
    }
  }
  return found;
}

/** Where the sentences of `text` begin and end, without the space between them. */
function* bounds(text) {
  // A full stop ends a sentence only before a space and a capital: "17.337" and "TP. Huế" go on.
  for (const { index, 0: sentence } of text.matchAll(
    /\S.*?(?:[.!?…]["”’)]*(?=\s+["“‘(]*[\p{Lu}\d])(?<!\b(?:TP|TS|ThS|PGS|GS|Q|P|Tp)\.)|$)/gsu,
  )) {
    yield [index, index + sentence.trimEnd().length];
  }
}

/** Read the article with `voice`; `button` starts it and gets the focus back at the end. */
export function readAloud(article, voice, button) {
  const synthesis = window.speechSynthesis;
  const queue = sentences(article);
  let place = 0;
  let speaking = false;

  const player = document.createElement("div");
  player.className = "player";
  player.setAttribute("role", "group");
  player.setAttribute("aria-label", "Nghe đọc bài");
  const pause = control("Tạm dừng", () => (speaking ? halt() : speak()));
  const stop = control("Dừng", finish);
  const speed = document.createElement("select");
  for (const [value, label] of SPEEDS) speed.add(new Option(label, value, value === "1"));
  speed.value = "1";
  speed.onchange = () => speaking && speak();
  speed.setAttribute("aria-label", "Tốc độ");
  player.append(pause, stop, speed);
  article.append(player);
  button.disabled = true;
  addEventListener("pagehide", finish, { once: true });
  pause.focus({ preventScroll: true });
  speak();

  function control(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.onclick = act;
    return made;
  }

  // Pausing cancels and later says the sentence again: what `pause()` does differs by platform.
  function halt() {
    speaking = false;
    pause.textContent = "Đọc tiếp";
    synthesis.cancel();
  }

  function speak() {
    const sentence = queue[place];
    if (!sentence) return finish();
    synthesis.cancel();
    speaking = true;
    pause.textContent = "Tạm dừng";
    mark(sentence.range);
    const utterance = new SpeechSynthesisUtterance(sentence.words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = Number(speed.value);
    utterance.onend = () => {
      if (!speaking || current !== utterance) return;
      place += 1;
      speak();
    };
    current = utterance;
    synthesis.speak(utterance);
  }

  function finish() {
    speaking = false;
    synthesis.cancel();
    mark(null);
    if (!player.isConnected) return;
    const focused = player.contains(document.activeElement);
    player.remove();
    button.disabled = false;
    if (focused) button.focus();
  }
}

let current = null;

/** Mark the sentence that is being read: without touching the document where browsers can. */
function mark(range) {
  document.querySelector(".spoken")?.classList.remove("spoken");
  const block = range?.startContainer.parentElement;
  if (window.Highlight && CSS.highlights) {
    if (range) CSS.highlights.set("spoken", new Highlight(range));
    else CSS.highlights.delete("spoken");
  } else {
    block?.classList.add("spoken");
  }
  block?.scrollIntoView({ block: "nearest" });
}
