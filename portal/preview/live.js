// In the preview only: shows an edit without loading the page anew, and what is wrong with it.

import { listen } from "./news.js";
import { showProblems } from "./problems.js";

// As the server sent it, before scripts changed anything: this file runs first.
let known = document.body.cloneNode(true);
let asked = 0;

listen(document.querySelector("script[data-version]").dataset.version, (kind, data) => {
  const here = decodeURI(location.pathname);
  if (kind === "problems") showProblems(data);
  else if (data.reload) location.reload();
  else if (data.moved?.[here]) location.replace(encodeURI(data.moved[here]) + location.hash);
  else if (data.pages === null || data.pages.includes(here)) refresh();
});

// Kept by the browser while another page was seen, it heard nothing.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

async function refresh() {
  const turn = ++asked;
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== asked) return; // Something newer is on its way.
  if (headOf(next) !== headOf(document) || !mend(document.body, known, next.body)) {
    location.reload();
    return;
  }
  known = next.body;
  document.title = next.title;
  document.dispatchEvent(new CustomEvent("portal:refreshed"));
}

// The style sheets and scripts of a page: other ones need a fresh start.
function headOf(page) {
  return [...page.querySelectorAll("link[rel=stylesheet], script[src]")]
    .map((element) => element.getAttribute("href") ?? element.getAttribute("src"))
    .join();
}

// Brings `shown` from what was `known` of it to `fresh`, and touches only what differs between the
// two, so that scrolling, focus and started modules stay. False if that needs a fresh start.
function mend(shown, known, fresh) {
  if (known.isEqualNode(fresh)) return true;
  if (isScripted(known) || isScripted(fresh) || !known.cloneNode().isEqualNode(fresh.cloneNode())) {
    if (hasModule(known) || hasModule(fresh)) return false;
    shown.replaceWith(document.importNode(fresh, true));
    return true;
  }
  const [here, before, after] = [shown, known, fresh].map((element) => [...element.childNodes]);
  if (here.length !== before.length) {
    if (hasModule(known) || hasModule(fresh)) return false;
    shown.replaceChildren(...after.map((node) => document.importNode(node, true)));
    return true;
  }
  if (before.length === after.length) return here.every((node, i) => mend(node, before[i], after[i]));
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start].isEqualNode(after[start])) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1;
  const came = after.slice(start, after.length - end);
  if ([...before.slice(start, before.length - end), ...came].some(hasModule)) return false;
  const next = here[here.length - end] ?? null;
  here.slice(start, here.length - end).forEach((node) => node.remove());
  came.forEach((node) => shown.insertBefore(document.importNode(node, true), next));
  return true;
}

function isScripted(node) {
  return node.nodeType !== Node.ELEMENT_NODE || node.dataset?.module !== undefined;
}

function hasModule(node) {
  return node.nodeType === Node.ELEMENT_NODE && (node.matches("[data-module]") || node.querySelector("[data-module]") !== null);
}
