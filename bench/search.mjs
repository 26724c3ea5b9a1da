/**
 * Runs the browser's own search in Node over a built site.
 *
 *     node bench/search.mjs SITE QUERIES.json [--warm] [--limit 10]
 *
 * QUERIES.json is a list of {"id", "q"}. Prints one JSON list of {"id", "results": [address, …],
 * "bytes", "requests", "ms"}: bytes as transferred for the query's index files and cards, with
 * text counted as gzip sends it. Every query starts cold, but for the modules and the manifest,
 * which a page has before its first query (their size goes to the standard error); with --warm
 * the queries share what was fetched.
 */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";

const [site, queries] = process.argv.slice(2);
const warm = process.argv.includes("--warm");
const limit = Number(process.argv[process.argv.indexOf("--limit") + 1]) || 10;

const assets = await readdir(path.join(site, "assets"));
const module = (name) => `/assets/${assets.find((file) => new RegExp(`^${name}-\\w+\\.js$`).test(file))}`;
const local = (url) => path.join(site, decodeURIComponent(new URL(url, "https://x").pathname));

/** The bytes of a module and all that it imports statically. */
async function moduleBytes(url, seen = new Set()) {
  if (seen.has(url)) return 0;
  seen.add(url);
  const text = await readFile(local(url), "utf8");
  let sum = gzipSync(text, { level: 9 }).length;
  for (const [, other] of text.matchAll(/\bfrom\s*"([./][^"]+)"/g)) {
    sum += await moduleBytes(new URL(other, `https://x${url}`).pathname, seen);
  }
  return sum;
}

/** Node reads a module by its extension and the nearest package.json; a data address has none. */
async function load(url) {
  const linked = new Map();
  const inline = async (at) => {
    if (linked.has(at)) return linked.get(at);
    let text = await readFile(local(at), "utf8");
    for (const [whole, , other] of text.matchAll(/\b(from\s*|import\()\s*"([./][^"]+)"/g)) {
      const data = await inline(new URL(other, `https://x${at}`).pathname);
      text = text.replaceAll(whole, whole.replace(other, data));
    }
    const data = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    linked.set(at, data);
    return data;
  };
  return import(await inline(url));
}

let bytes = 0;
let requests = 0;

async function get(url) {
  requests++;
  try {
    const data = await readFile(local(url));
    bytes += url.endsWith(".json") ? gzipSync(data, { level: 9 }).length : data.length;
    return new Response(data);
  } catch {
    return new Response(null, { status: 404 });
  }
}

const { Engine } = await load(module("engine"));
const { Index } = await load(module("index"));
const make = async () => {
  const engine = new Engine(new Index(get));
  await engine.open();
  return engine;
};

let engine = await make();
const manifest = bytes;
process.stderr.write(`${JSON.stringify({ modules: await moduleBytes(module("engine")), manifest })}\n`);
const answers = [];
for (const { id, q } of JSON.parse(await readFile(queries, "utf8"))) {
  if (!warm) engine = await make();
  bytes = requests = 0;
  const started = performance.now();
  const answer = await engine.search(q);
  const cards = await Promise.all(answer.hits().slice(0, limit).map((hit) => engine.index.card(hit.id)));
  const ms = Math.round((performance.now() - started) * 10) / 10;
  answers.push({ id, results: cards.map((card) => card.url), bytes, requests, ms });
}
process.stdout.write(`${JSON.stringify(answers)}\n`);
