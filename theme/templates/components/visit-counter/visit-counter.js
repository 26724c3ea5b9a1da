/**
 * Sends one hit for the view of a page and fills in the figures the counter answers, in
 * GoatCounter's API. Whatever goes wrong (blocked, offline, slow, not JSON, not a number), the
 * figure stays hidden. Nothing is kept in the browser.
 */

/** Whole, grouped or not, above zero: this visit counts, so zero cannot be true. */
const COUNT = /^([1-9]\d{0,14}|[1-9]\d{0,2}([.,'\s])\d{3}(\2\d{3}){0,3})$/;
const views = {};

/** "1 234", "1,234" → "1.234"; "" where the answer holds no count. */
const format = (count) =>
  typeof count === "string" && COUNT.test(count)
    ? count.replace(/\D/g, "").replace(/\B(?=(\d{3})+$)/g, ".")
    : "";

async function request(url, options) {
  const signal = AbortSignal.timeout?.(5000);
  const response = await fetch(url, { credentials: "omit", signal, ...options });
  if (!response.ok) throw Error(response.status);
  return response;
}

/** A prerendered page, or a tab in the background, is no visit until somebody looks. */
const visible = () =>
  new Promise((resolve) => {
    const look = () => document.visibilityState === "visible" && resolve();
    document.addEventListener("visibilitychange", look);
    look();
  });

/** The path is that of the canonical address; a page without one (404) is not counted. */
async function send(base) {
  await visible();
  const canonical = document.querySelector("link[rel=canonical]");
  if (!canonical) return;
  const url = `${base}/count?p=${encodeURIComponent(new URL(canonical.href).pathname)}`;
  await request(url, { method: "POST", keepalive: true }).catch(() => {});
}

/** Shows a figure: its element and whatever around it was hidden, up to the root. */
function show(root, name, count, note) {
  let element = root.querySelector(`[data-figure=${name}]`);
  if (!(element.textContent = format(count))) return;
  if (note) element.previousElementSibling.lastElementChild.textContent = note;
  for (; element !== root; element = element.parentNode) element.hidden = false;
  root.hidden = false;
}

async function showSite(root, read) {
  const total = await read("TOTAL");
  const since = /^\d{4}-\d\d-\d\d$/.test(total.since) && total.since.split("-").reverse();
  show(root, "all", total.count, since && ` từ ${since.join("/")}`);
  if ("today" in total) {
    for (const name of ["today", "week", "online"]) show(root, name, total[name]);
    return;
  }
  // GoatCounter's days begin at 0:00 UTC, 7:00 in Việt Nam: say so, and say nothing from midnight
  // to seven. The clock is the site's, not the reader's.
  const page = await request(location.href, { method: "HEAD", cache: "no-store" });
  const now = new Date(page.headers.get("date"));
  if (now.getUTCHours() > 16) return;
  const monday = new Date(now - ((now.getUTCDay() + 6) % 7) * 864e5);
  for (const [name, day, note] of [
    ["today", now, ", từ 7 giờ"],
    ["week", monday, ", từ 7 giờ thứ Hai"],
  ]) {
    const { count } = await read("TOTAL", `?start=${day.toISOString().slice(0, 10)}`);
    show(root, name, count, note);
  }
}

function showMostRead(root, list, { pages }) {
  for (const { path, title, count } of pages) {
    const link = document.createElement("a");
    const item = document.createElement("li");
    const figure = document.createElement("span");
    link.href = new URL(path, location.origin).pathname;
    link.textContent = title.trim();
    figure.textContent = `${format(count)} lượt xem`;
    item.append(link, " ", figure);
    if (format(count)) list.append(item);
  }
  root.hidden = !list.firstChild;
}

/** `data-base` is the counter, `data-path` the article, `data-figure` what an element shows. */
export default async function init(root) {
  const { doNotTrack, globalPrivacyControl, webdriver } = navigator;
  if (doNotTrack === "1" || globalPrivacyControl || webdriver) return;
  const { base, path } = root.dataset;
  const read = async (name, query = "") =>
    (await request(`${base}/counter/${name}.json${query}`)).json();
  try {
    // One hit a page view, however many elements of the page show figures.
    await (views[base] ??= send(base));
    const list = root.querySelector("[data-most-read]");
    if (list) showMostRead(root, list, await read("MOST-READ"));
    else if (path) show(root, "views", (await read(path.replace(/^\/|\/$/g, ""))).count);
    else await showSite(root, read);
  } catch {
    // No true number, nothing to show.
  }
}
