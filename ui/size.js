// SPDX-License-Identifier: Apache-2.0
// Says how much script the first view loads, gzip'ed, and fails above the bound.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const bound = 150_000;
const out = process.env.SUNQAR_UI_OUT || 'dist';
const seen = new Map();

function load(path) {
  if (seen.has(path)) return;
  const text = readFileSync(`${out}/${path}`);
  seen.set(path, gzipSync(text, { level: 6 }).length);
  const imports = /(?:(from|import)\s*["'`]|import\s*\(\s*["'`])\.\/([\w.-]+\.js)["'`]/g;
  for (const [, always, name] of text.toString().matchAll(imports)) {
    // of what is imported later, the first view needs the frame and the panel of the map
    if (always || /^(app|layers)-/.test(name)) load(`assets/${name}`);
  }
}

const page = readFileSync(`${out}/index.html`, 'utf8');
for (const [, path] of page.matchAll(/(?:src|href)="\/app\/(assets\/[\w.-]+\.js)"/g)) load(path);
const all = [...seen.values()].reduce((a, b) => a + b, 0);
for (const [path, bytes] of seen) console.log(`${String(bytes).padStart(8)}  ${path}`);
console.log(`${String(all).padStart(8)}  script of the first view, gzip; the bound is ${bound}`);
if (all > bound || seen.size === 0) process.exit(1);
