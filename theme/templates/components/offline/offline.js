/** Starts the service worker once the page is there, so that it never competes with the page. */
export default async function offline() {
  if (!("serviceWorker" in navigator)) return;
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  const isFirst = !navigator.serviceWorker.controller;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  } catch {
    return; // Private windows and some managed browsers refuse: the page works as it is.
  }
  if (isFirst) {
    const { active } = await navigator.serviceWorker.ready;
    const images = Array.from(document.images, (image) => image.currentSrc).filter(Boolean);
    active.postMessage({ article: location.href, images });
  }
}
