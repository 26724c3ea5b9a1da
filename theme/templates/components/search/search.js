/** The search box of the header: what it needs is fetched when the reader turns to it. */

let waiting = false;

async function load(form) {
  // All at once: a module's own imports would be asked for only when it has come.
  const modules = [
    import("./box.js"), import("./engine.js"), import("./ranking.js"), import("./lunr.js"), import("./index.js"),
    import("./query.js"), import("./typing.js"), import("./analysis.js"), import("./results.js"),
  ];
  const [box] = await Promise.all(modules).catch(() => []);
  if (box) box.default(form);
  else listen(form);
}

/** Without a network the box stays a plain form until the reader turns to it again. */
const listen = (form) => form.addEventListener("focusin", () => load(form), { once: true });

export default function init(form) {
  listen(form);
  if (waiting) return;
  waiting = true;
  document.addEventListener("keydown", (event) => {
    // With Ctrl: a key by itself is pressed by who dictates, or by chance (WCAG 2.1.4).
    if (event.key !== "/" || !event.ctrlKey || event.metaKey || event.altKey) return;
    const inputs = [...document.querySelectorAll("main form[role=search] input, form[role=search] input")];
    const input = inputs.find((other) => other.closest("main") && other.offsetParent) ?? inputs.find((other) => other.offsetParent);
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
