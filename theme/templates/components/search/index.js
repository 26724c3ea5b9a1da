/**
 * The index as the browser reads it: manifest → branches → shards, and cards. Each file but the
 * manifest is named by what it holds and begins with its name: a wrong one is noticed, asked for
 * again past every cache, and if it stays wrong the manifest is read anew (once).
 */

export class StaleError extends Error {}

const NAME = 6;
const BLOCK = 4;
const GROUP = 120;
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The postings of some consecutive terms, decoded when first asked for. */
class Shard {
  constructor(bytes, start = 0) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + start);
    const length = view.getUint32(0, true);
    const count = view.getUint32(4, true);
    let at = start + 8 + length;
    const names = new TextDecoder().decode(bytes.subarray(start + 8, at)).split(" ");
    const tails = bytes.subarray(at, (at += 3 * count));
    const varint = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    const counts = Array.from({ length: count }, varint);
    /** Text of the term → its spellings {marks, documents, weights}; texts in order. */
    this.terms = new Map();
    let first = "";
    let second = "";
    const all = counts.map((held, i) => {
      const renewed = names[2 * i];
      if (renewed) first = renewed;
      second = names[2 * i + 1] || second;
      const documents = new Uint32Array(held);
      let last = 0;
      for (let j = 0; j < held; j++) documents[j] = last += varint();
      const tail = tails[i] | (tails[count + i] << 8) | (tails[2 * count + i] << 16);
      const spelling = { marks: String.fromCharCode(tail >> 7, tail & 127), documents };
      const pair = `${first} ${second}`;
      const text = tail < 1 << 14 ? pair : gramText(pair, tail);
      if (!this.terms.has(text)) this.terms.set(text, []);
      this.terms.get(text).push(spelling);
      return spelling;
    });
    for (const spelling of all) {
      spelling.weights = bytes.subarray(at, (at += spelling.documents.length));
    }
  }
}

/** A gram as the index orders it: its first pair and 24 bits for the rest. */
export const gramText = (pair, tail) =>
  `${pair}/${String.fromCharCode(48 + (tail >> 16), 48 + ((tail >> 8) & 255), 48 + (tail & 255))}`;

class Branch {
  constructor(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const length = view.getUint32(0, true);
    const [light, grams, heavy] = [4, 6, 8].map((place) => view.getUint16(place, true));
    const count = light + grams + heavy;
    let at = 10 + length;
    const texts = new TextDecoder().decode(bytes.subarray(10, at)).split("\n");
    const names = Array.from({ length: count }, () => hex(bytes.subarray(at, (at += NAME))));
    const shards = names.map((name, i) => ({ name, size: bytes[at + i] * 256 + 128 }));
    const ranges = (from, to) => ({ texts: texts.slice(from, to), shards: shards.slice(from, to) });
    this.light = ranges(0, light);
    this.grams = ranges(light, light + grams);
    /** Terms with a shard of their own. */
    this.wholes = new Map(shards.slice(light + grams).map((shard, i) => [texts[light + grams + i], shard]));
    this.news = new Shard(bytes, at + count);
  }
}

/** The cards of a file: lines in windows-1258 or UTF-8, as the first byte tells; all titles first. */
function cards(bytes) {
  const text = new TextDecoder(bytes[0] ? "windows-1258" : "utf-8").decode(bytes.subarray(1));
  const lines = text.normalize("NFC").split("\n");
  const count = lines.length / 5;
  return lines.slice(0, count).map((title, i) => {
    const [excerpt, day, category, address] = [1, 2, 3, 4].map((kind) => lines[kind * count + i]);
    const usual = `/${day.slice(0, 4)}/${slug(title)}${address}/`;
    return { title, excerpt, day, category: +category, url: address[0] === "/" ? address : usual };
  });
}

/** The last place of `sorted` whose value is not after `text`. */
function placeOf(sorted, text) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= text) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export class Index {
  /** `get(path, fresh)` gives a Response; `base` is the folder of the manifest. */
  constructor(get = (url, fresh) => fetch(url, { cache: fresh ? "reload" : "default" }), base = "/search/") {
    this.get = get;
    this.base = base;
    this.files = new Map();
  }

  async open(fresh = false) {
    this.manifest = undefined;
    this.files.clear();
    const response = await this.get(`${this.base}manifest.json`, fresh);
    if (!response.ok) throw Error(`manifest: ${response.status}`);
    const manifest = await response.json();
    const names = (text) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt());
      return Array.from({ length: bytes.length / NAME }, (_, i) => hex(bytes.subarray(i * NAME, (i + 1) * NAME)));
    };
    this.separators = manifest.branches.split("\n");
    this.branches = names(manifest.names);
    this.groups = names(manifest.cards);
    this.common = new Set(manifest.common.split("\n"));
    this.manifest = manifest;
  }

  /** A file's contents after `make`, kept for the next query. */
  file(path, name, make) {
    let kept = this.files.get(path);
    if (!kept) {
      kept = this.read(path, name).then(make);
      kept.catch(() => this.files.delete(path));
      this.files.set(path, kept);
    }
    return kept;
  }

  async read(path, name) {
    for (const fresh of [false, true]) {
      const response = await this.get(`${this.base}${path}.bin`, fresh);
      if (response.status === 404) continue;
      if (!response.ok) throw Error(`${path}: ${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (hex(bytes.subarray(0, NAME)) !== name) continue;
      try {
        return await inflate(bytes.subarray(NAME));
      } catch {}
    }
    throw new StaleError(path);
  }

  /** The branches that cover the terms from `low` to `high` (texts), at most `most`. */
  branchesOf(low, high = low, most = 3) {
    const first = placeOf(this.separators, low);
    const last = Math.min(placeOf(this.separators, high), first + most - 1);
    return Promise.all(
      this.branches
        .slice(first, last + 1)
        .map((name) => this.file(`branches/${name}`, name, (bytes) => new Branch(bytes))),
    );
  }

  /** Name and bytes (about) of the shard of a branch that covers a term. */
  shardOf(branch, text) {
    const { texts, shards } = text.includes("/") ? branch.grams : branch.light;
    return branch.wholes.get(text) ?? shards[placeOf(texts, text)];
  }

  shard(name) {
    return this.file(`shards/${name}`, name, (bytes) => new Shard(bytes));
  }

  has(name) {
    return this.files.has(`shards/${name}`);
  }

  /** The card of a document: {title, url, day, excerpt, category}; category is a number or 255. */
  async card(id) {
    const group = this.groups[Math.floor(id / GROUP)];
    const path = `cards/${group}/${Math.floor((id % GROUP) / BLOCK)}`;
    const rows = await this.file(path, group, cards);
    return { id, ...rows[(id % GROUP) % BLOCK] };
  }

  /** The office's own table: abbreviation → what it may stand for. */
  abbreviations() {
    const name = this.manifest.abbreviations;
    return this.file(`abbreviations/${name}`, name, (bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  }

  /** For each document the number of its category and of its office; 255 is none. */
  async columns() {
    const { columns, documents } = this.manifest;
    const bytes = await this.file(`columns/${columns}`, columns, (data) => data);
    return { categories: bytes.subarray(0, documents), offices: bytes.subarray(documents) };
  }
}

/** As the site makes addresses out of titles. */
function slug(text) {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (words.length <= 80) return words;
  const cut = words.slice(0, 81).lastIndexOf("-");
  return words.slice(0, cut > 0 ? cut : 80);
}
