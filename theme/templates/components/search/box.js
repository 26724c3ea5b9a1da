/** Suggestions under a search box: the combobox with a list of the APG. */

import { Engine } from "./engine.js";
import { dayOf, element, excuse, kindOf, marked, quoted } from "./results.js";

const SHOWN = 5;
const PAUSE = 120;
const LEAST = 2;

let engine;
let boxes = 0;

export default function start(form) {
  engine ??= new Engine();
  engine.open().catch(() => {});
  const input = form.elements.q;
  const id = `search-${++boxes}`;
  const list = element("ul", { role: "listbox", id, class: "search-list", "aria-label": "Gợi ý" });
  const status = element("p", { role: "status", class: "search-status" });
  // A region that comes together with its words is not announced: it is always there, if unseen.
  const panel = element("div", { class: "search-panel" }, list, status);
  form.append(panel);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }
  let asked = "";
  let told = "";
  let timer;

  const active = () => list.querySelector("[aria-selected=true]");
  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (yes) => {
    panel.classList.toggle("visually-hidden", !yes);
    list.hidden = !yes;
    status.textContent = yes ? told : "";
    input.setAttribute("aria-expanded", String(yes && list.children.length > 0));
    if (!yes) activate(null);
  };

  async function suggest() {
    const text = input.value.trim();
    if (text === asked) return open(text.length >= LEAST && document.activeElement === input);
    asked = text;
    if (text.length < LEAST) return open(false);
    try {
      const answer = await engine.search(text);
      const hits = answer.hits();
      const cards = await Promise.all(hits.slice(0, SHOWN).map((hit) => engine.index.card(hit.id)));
      if (asked !== text) return;
      list.replaceChildren(...cards.map((card, i) => option(card, answer, `${id}-${i}`)));
      const other = !answer.whole ? " khớp một phần" : answer.told === text ? "" : ` cho ${quoted(answer.told)}`;
      told = cards.length
        ? `${cards.length} gợi ý${other}; Enter để xem tất cả kết quả.`
        : `Không tìm thấy gì cho ${quoted(text)}. Thử bớt từ hoặc từ khác.`;
    } catch {
      if (asked !== text) return;
      asked = "";
      list.replaceChildren();
      told = excuse();
    }
    activate(null);
    open(document.activeElement === input);
  }

  const option = (card, answer, optionId) =>
    element(
      "li",
      { role: "option", id: optionId, "aria-selected": "false", "data-url": card.url },
      element("span", { class: "search-option" }, ...marked(card.title, answer, engine)),
      element("span", { class: "search-kind" }, [kindOf(card, engine), card.day && dayOf(card.day)].filter(Boolean).join(" · ")),
    );

  open(false);
  input.addEventListener("input", () => {
    // What was chosen belongs to the words as they were.
    activate(null);
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  input.addEventListener("focus", suggest);
  input.addEventListener("keydown", (event) => {
    const options = [...list.children];
    const at = options.indexOf(active());
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      open(false);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options[at].dataset.url);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      open(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place between the last and the first is the text itself.
      const place = at < 0 && step < 0 ? options.length - 1 : at + step;
      activate(options[place] ?? null);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-url]");
    if (chosen) location.assign(chosen.dataset.url);
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) open(false);
  });
  if (input.value.trim() && document.activeElement === input) suggest();
}
