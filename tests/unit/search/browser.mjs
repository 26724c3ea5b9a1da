/**
 * Runs the theme's own search modules for the tests: `node browser.mjs VECTORS.json`, in a folder
 * that holds them. Each line that it reads is a task, each line that it writes the answer.
 *
 * A task is {"vectors": true, "words": [word, …]} or {"site": folder, "queries": [text, …],
 * "stale": {url: other}}.
 */

import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const [, , table] = process.argv;
const module = (name) => import(`./${name}`);

async function vectors(task) {
  const { key, tokens } = await module("analysis.js");
  const { isSyllable } = await module("query.js");
  const { unraw } = await module("typing.js");
  const { near, spell } = await module("spelling.js");
  const expected = JSON.parse(readFileSync(table, "utf8"));
  return {
    tokens: expected.tokens.map(([text]) => tokens(text)),
    terse: expected.tokens.map(([text]) => tokens(text, true)),
    keys: expected.keys.map(([token]) => [key(token).fold, key(token).marks]),
    raw: expected.raw.map(([token]) => unraw(token)),
    near: expected.near.map(([wrong, right]) => near(key(wrong).fold).has(key(right).fold)),
    spelt: expected.spelt.map(([, word]) => spell(key(word).fold, key(word).marks)),
    syllables: task.words.map((word) => isSyllable(key(word).fold)),
  };
}

async function answers(task) {
  const asked = [];
  const { Engine } = await module("engine.js");
  const { Index } = await module("index.js");
  const get = async (url, fresh) => {
    asked.push(fresh ? `${url}!` : url);
    const swapped = !fresh && task.stale?.[url];
    try {
      return new Response(readFileSync(path.join(task.site, swapped || url)));
    } catch {
      return new Response(null, { status: 404 });
    }
  };
  const engine = new Engine(new Index(get));
  let used = [];
  const weigh = engine.weigh;
  engine.weigh = (groups) => {
    const found = weigh.call(engine, groups);
    used = found.groups.map(({ text, gram, places, marks }) => ({ text, gram: Boolean(gram), places, marks }));
    return found;
  };
  const results = [];
  for (const text of task.queries) {
    asked.length = 0;
    const answer = await engine.search(text);
    const hits = answer.hits();
    const cards = await Promise.all(hits.slice(0, 10).map((hit) => engine.index.card(hit.id)));
    const newest = answer.hits(undefined, true).map(({ id }) => id);
    results.push({ hits, newest, matches: answer.matches, told: answer.told, mended: answer.mended, whole: answer.whole, cards, used, asked: [...asked] });
  }
  return results;
}

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const answer = await (task.vectors ? vectors(task) : answers(task));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
