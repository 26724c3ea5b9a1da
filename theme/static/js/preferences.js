/* How this reader wants pages to look, remembered on their own machine and nowhere else.
   The browser waits for it with the first paint: docs/decisions/appearance-before-paint.md. */

const root = document.documentElement;

/** Steps of the text size in percent of the browser's own. */
export const sizes = ["90", "100", "112", "125", "150", "175", "200"];

const meanings = {
  theme: ["light", "dark"],
  contrast: ["more"],
  "text-size": sizes.filter((size) => size !== "100"),
};

/** The reader's choice, or "" where there is none. */
export function get(name) {
  try {
    const value = localStorage.getItem(name);
    return meanings[name].includes(value) ? value : "";
  } catch {
    return root.getAttribute(`data-${name}`) ?? "";
  }
}

/** Remember and apply a choice; "" forgets it. */
export function set(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // A browser that forbids storage still changes this page.
  }
  apply(name, value);
}

function apply(name, value) {
  if (value) root.setAttribute(`data-${name}`, value);
  else root.removeAttribute(`data-${name}`);
  dispatchEvent(new CustomEvent("preference", { detail: { name, value } }));
}

function applyAll() {
  for (const name of Object.keys(meanings)) apply(name, get(name));
}

applyAll();
addEventListener("storage", applyAll);
addEventListener("pageshow", (event) => event.persisted && applyAll());
