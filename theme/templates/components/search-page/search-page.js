/** The search page: results as the reader types, filters, order; the address says it all. */

import { Engine } from "../search/engine.js";
import { dayOf, element, excuse, kindOf, marked, number, quoted } from "../search/results.js";

const STEP = 10;
/** Results shown before the others have come: browsers ask for six files at a time. */
const FIRST = 5;
const PAUSE = 180;
const FACETS = [
  { name: "nam", title: "Năm" },
  { name: "muc", title: "Chuyên mục" },
  { name: "don-vi", title: "Đơn vị" },
];
const NEWEST = "moi-nhat";

export default function init(root) {
  const engine = new Engine();
  const find = (selector) => root.querySelector(selector);
  const form = find(".search-form");
  const input = form.elements.q;
  const count = find(".search-count");
  const found = find(".search-found");
  const facets = find(".search-facets");
  const list = find(".search-results");
  const more = find(".search-more");
  const archives = find(".search-archives");
  const filters = find(".search-filters");
  find(".search-without").hidden = true;
  // In letters, as the style sheet asks: large text leaves no room beside the results either.
  const { fontSize } = getComputedStyle(document.documentElement);
  if (innerWidth < 52 * parseFloat(fontSize)) filters.open = false;

  const own = document.title;
  const entitle = (text) => (document.title = text ? `${quoted(text)} – ${own}` : own);

  let state = read();
  let answer = null;
  let hits = [];
  /** How many of them were asked for by “more”; not all of these may have come. */
  let asked = 0;
  let timer;
  let slow;
  let turn = 0;

  function read() {
    const given = new URLSearchParams(location.search);
    const names = ["q", ...FACETS.map(({ name }) => name), "xep"];
    return Object.fromEntries(names.map((name) => [name, (given.get(name) ?? "").slice(0, 200)]));
  }

  function address(changes = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...state, ...changes })) if (value) query.set(name, value);
    return query.size ? `${location.pathname}?${query}` : location.pathname;
  }

  /** Searches for what the state says; an older search that comes late is dropped. */
  async function search() {
    const mine = ++turn;
    const text = state.q.trim();
    entitle(text);
    clearTimeout(slow);
    if (!text) return clear("");
    slow = setTimeout(() => (count.textContent = "Đang tìm…"), 400);
    try {
      const next = await engine.search(text);
      const columns = FACETS.some(({ name }) => state[name]) ? await engine.index.columns() : null;
      if (mine !== turn) return;
      answer = next;
      await show(mine, columns);
      if (mine === turn) await showFacets(mine);
    } catch {
      if (mine === turn) clear(excuse());
    }
  }

  function clear(message) {
    clearTimeout(slow);
    answer = null;
    found.hidden = true;
    if (archives) archives.hidden = false;
    count.textContent = message;
  }

  /** Whether a document passes the filters, but for the one named. */
  function accepts(columns, but) {
    const { years, categories, offices } = engine.index.manifest;
    const place = (rows, id) => rows.findIndex((row) => row[0] === id);
    const tests = [];
    if (state.nam && but !== "nam") {
      const at = years.findIndex(([year]) => String(year) === state.nam);
      const low = at < 0 ? Infinity : years[at][1];
      const high = years[at + 1]?.[1] ?? engine.index.manifest.articles;
      tests.push((id) => id >= low && id < high);
    }
    if (state.muc && but !== "muc") {
      const wanted = place(categories, state.muc);
      tests.push((id) => columns.categories[id] === wanted);
    }
    if (state["don-vi"] && but !== "don-vi") {
      const wanted = place(offices, state["don-vi"]);
      tests.push((id) => columns.offices[id] === wanted);
    }
    return (id) => tests.every((test) => test(id));
  }

  async function show(mine, columns) {
    const accept = accepts(columns);
    const next = answer.hits(accept, state.xep === NEWEST);
    const total = next.filter((hit) => !hit.partly).length;
    const others = next.length - total;
    const cards = next.slice(0, STEP).map(cardOf);
    // Lost on the way, the later ones are left to the button.
    const rest = Promise.all(cards.slice(FIRST)).catch(() => []);
    const [first] = await Promise.all([Promise.all(cards.slice(0, FIRST)), engine.learn().catch(() => {})]);
    if (mine !== turn) return;
    hits = next;
    asked = 0;
    list.replaceChildren(...first.map(item));
    more.hidden = true;
    list.classList.toggle("search-mixed", total > 0);
    found.hidden = !answer.matches.length;
    if (archives) archives.hidden = hits.length > 0;
    clearTimeout(slow);
    const where = state.nam || state.muc || state["don-vi"] ? " trong phần đã lọc" : "";
    const text = state.q.trim();
    const other = answer.told !== text;
    entitle(total ? answer.told : text);
    if (total) {
      const instead = other ? ` (không có kết quả nào khớp với ${quoted(text)})` : "";
      const besides = others ? `; ${number(others)} kết quả khác khớp một phần` : "";
      count.textContent = `${number(total)} kết quả${where} cho ${quoted(answer.told)}${instead}${besides}`;
    } else if (others) {
      const partly = other ? ` với ${quoted(answer.told)}` : "";
      count.textContent = `Không có kết quả nào${where} khớp hẳn với ${quoted(text)}; ${number(others)} kết quả khớp một phần${partly}`;
    } else {
      const advice = where ? "Thử bỏ bớt điều kiện lọc." : "Thử bỏ bớt từ, hoặc xem lưu trữ theo năm.";
      count.textContent = `Không tìm thấy gì${where} cho ${quoted(answer.matches.length ? answer.told : text)}. ${advice}`;
    }
    const later = await rest;
    if (mine !== turn) return;
    list.append(...later.map(item));
    more.hidden = list.children.length >= hits.length;
  }

  const cardOf = async ({ id, partly }) => ({ ...(await engine.index.card(id)), partly });

  const item = (card) =>
    element(
      "li",
      { class: "card" },
      element("h2", { class: "card-title" }, element("a", { href: card.url }, ...marked(card.title, answer, engine))),
      element("p", { class: "card-summary" }, ...marked(card.excerpt, answer, engine)),
      element(
        "p",
        { class: "card-meta" },
        kindOf(card, engine),
        ...(card.day ? [" · ", element("time", { datetime: card.day }, dayOf(card.day))] : []),
        ...(card.partly ? [element("span", { class: "search-partly" }, " · khớp một phần")] : []),
      ),
    );

  /** The filters as links, each with the number of results it leads to. */
  async function showFacets(mine) {
    const columns = await engine.index.columns().catch(() => null);
    if (mine !== turn || !answer) return;
    const { years, categories, offices } = engine.index.manifest;
    const counters = {
      nam: () => tally(accepts(columns, "nam"), years.map(([year]) => [String(year), String(year)]).reverse(), (id) => yearOf(id)),
      muc: () => tally(accepts(columns, "muc"), categories, (id) => categories[columns.categories[id]]?.[0]),
      "don-vi": () => tally(accepts(columns, "don-vi"), offices, (id) => offices[columns.offices[id]]?.[0]),
    };
    const yearOf = (id) => {
      if (id >= engine.index.manifest.articles) return undefined;
      let low = 0;
      for (let i = 0; i < years.length && years[i][1] <= id; i++) low = i;
      return String(years[low][0]);
    };
    const groups = [order()];
    if (columns) {
      for (const { name, title } of FACETS) {
        const rows = counters[name]();
        if (rows.length > 1 || state[name]) groups.push(facet(name, title, rows));
      }
    }
    const focus = document.activeElement?.closest?.(".search-facets") && document.activeElement.dataset.key;
    facets.replaceChildren(...groups);
    if (focus) [...facets.querySelectorAll("a")].find((link) => link.dataset.key === focus)?.focus();
  }

  function tally(accept, rows, valueOf) {
    const sums = new Map();
    for (const id of answer.matches) {
      if (!accept(id) || (answer.whole && answer.isPartly(id))) continue;
      const value = valueOf(id);
      sums.set(value, (sums.get(value) ?? 0) + 1);
    }
    return rows.map(([id, title]) => [id, title, sums.get(id) ?? 0]).filter(([id, , sum]) => sum || Object.values(state).includes(id));
  }

  const choice = (key, href, text, current, sum) =>
    element(
      "li",
      {},
      element("a", { href, "data-key": key, "aria-current": current ? "true" : false }, text),
      ...(sum === undefined ? [] : [element("span", { class: "search-sum" }, number(sum))]),
    );

  const order = () =>
    section("Sắp xếp", [
      choice("xep", address({ xep: "" }), "Phù hợp nhất", !state.xep),
      choice(`xep-${NEWEST}`, address({ xep: NEWEST }), "Mới nhất", state.xep === NEWEST),
    ]);

  const facet = (name, title, rows) =>
    section(title, [
      ...(state[name] ? [choice(name, address({ [name]: "" }), "Tất cả", false)] : []),
      ...rows.map(([id, text, sum]) => choice(`${name}-${id}`, address({ [name]: id }), text, state[name] === id, sum)),
    ]);

  const section = (title, items) =>
    element("section", {}, element("h2", { class: "search-facet" }, title), element("ul", {}, ...items));

  function go(href, replace = false) {
    history[replace ? "replaceState" : "pushState"](null, "", href);
    state = read();
    search();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => go(address({ q: input.value, nam: "", muc: "", "don-vi": "" }), true), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go(address({ q: input.value }), input.value === state.q);
  });
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".search-facets a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    input.value = state.q;
  });
  more.addEventListener("click", async () => {
    const [mine, of] = [turn, hits];
    const from = list.children.length;
    if (asked > from) return;
    asked = from + STEP;
    const cards = await Promise.all(of.slice(from, asked).map(cardOf)).catch(() => null);
    // Other words were typed, or had been and their results came.
    if (mine !== turn || of !== hits) return;
    if (!cards) {
      asked = 0;
      return (count.textContent = excuse());
    }
    list.append(...cards.map(item));
    more.hidden = list.children.length >= hits.length;
    list.children[from].querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    const before = address();
    state = read();
    // A way within the page leaves the results, and who stands on one, where they are.
    if (address() === before) return;
    input.value = state.q;
    search();
  });

  input.value = state.q || input.value;
  if (!state.q && input.value) state.q = input.value;
  engine.open().catch(() => {});
  search();
}
