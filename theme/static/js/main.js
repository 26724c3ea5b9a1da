/* Starts the behaviour of each component that asks for one. The markup stands by itself; a module
   adds what only a script can do, and is fetched only where its component is on the page. */

// Filled in by plugins/assets: name of a component → address of its module.
const components = {};

async function start(element) {
  const { default: init } = await import(components[element.dataset.module]);
  init(element);
}

for (const element of document.querySelectorAll("[data-module]")) {
  if (element.dataset.moduleOn) {
    // As late as the reader needs it: data-module-on="focusin" waits for that event.
    element.addEventListener(element.dataset.moduleOn, () => start(element), { once: true });
  } else {
    start(element);
  }
}
