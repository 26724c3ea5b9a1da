/* The service worker: articles that were read stay readable without a network.

   A page always comes from the network when there is one, so nobody ever reads an old version by
   mistake; files under hashed names never change, so a kept copy is as good as a new one. */
"use strict";

// Filled in by plugins/offline: what every page needs, and a mark that changes with it.
const VERSION = "";
const SHELL = [];

const OFFLINE = "/offline.html";
const FRAME = `khung-${VERSION}`;
const ARTICLES = "bai-da-doc";
const FILES = "tep-cua-bai";
const MOST = { [ARTICLES]: 20, [FILES]: 120 };

const isArticle = (address) => /^\/\d{4}\/(?!\d\d\/)[^/]+\/$/.test(new URL(address).pathname);
const isImage = (address) => new URL(address).pathname.startsWith("/hinh-anh/");
const isAsset = (address) => new URL(address).pathname.startsWith("/assets/");

/** An address as it is kept: without query and fragment. */
const plain = (address) => address.replace(/[?#].*/, "");

/** Keep a response as the newest of its cache, and let the oldest go. */
async function remember(name, address, response) {
  if (!response.ok || response.redirected || response.type !== "basic") return;
  const cache = await caches.open(name);
  await cache.delete(address);
  await cache.put(address, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST[name]).map((request) => cache.delete(request)));
}

async function fetchAndKeep(name, address) {
  await remember(name, plain(address), await fetch(address));
}

async function page(event) {
  const address = event.request.url;
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    if (isArticle(address)) event.waitUntil(remember(ARTICLES, plain(address), response.clone()));
    return response;
  } catch {
    const articles = await caches.open(ARTICLES);
    const frame = await caches.open(FRAME);
    return (
      (await articles.match(plain(address))) ?? (await frame.match(OFFLINE)) ?? Response.error()
    );
  }
}

async function file(event) {
  const { request } = event;
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  try {
    const response = await fetch(request);
    const shown = request.referrer && isArticle(request.referrer);
    if (isAsset(request.url) || shown) {
      event.waitUntil(remember(FILES, request.url, response.clone()));
    }
    return response;
  } catch {
    return (await namesake(request.url)) ?? Response.error();
  }
}

/** An article kept before the last release asks for that release's style sheet: this one's does. */
async function namesake(address) {
  const name = (path) => path.replace(/-[0-9a-f]{10}(?=\.\w+$)/, "");
  const wanted = name(new URL(address).pathname);
  const path = SHELL.find((candidate) => name(candidate) === wanted);
  return path && (await caches.open(FRAME)).match(path);
}

self.addEventListener("install", (event) => {
  const fill = async () => {
    const frame = await caches.open(FRAME);
    await frame.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache" })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const settle = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("khung-") && name !== FRAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(settle());
});

// The first page of a reader was loaded before there was a worker: it says itself what it showed.
self.addEventListener("message", (event) => {
  const { article, images } = event.data;
  if (!isArticle(article)) return;
  const wanted = images.filter(isImage).map((image) => fetchAndKeep(FILES, image));
  event.waitUntil(Promise.allSettled([fetchAndKeep(ARTICLES, article), ...wanted]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (isAsset(request.url) || isImage(request.url)) event.respondWith(file(event));
});
