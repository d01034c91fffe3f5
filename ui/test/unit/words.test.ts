// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const words = new Set(
  readFileSync('../server/src/main/resources/org/sunqar/server/language/en.properties', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.slice(0, line.indexOf('='))),
);

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');

it('every word that the page says is in the catalogue', () => {
  const said = [...sources.matchAll(/\bt\(\s*'([\w.-]+)'\s*[,)]/g)].map(([, key]) => key!);
  expect(said.length).toBeGreaterThan(50);
  expect(said.filter((key) => !words.has(key) && !words.has(`${key}.other`))).toEqual([]);
});

it('every group of words that the page chooses from is there', () => {
  const groups = [...sources.matchAll(/\bt\(\s*'([\w.]+\.)'\s*\+/g)].map(([, key]) => key!);
  expect(groups.length).toBeGreaterThan(3);
  expect(groups.filter((group) => ![...words].some((key) => key.startsWith(group)))).toEqual([]);
});

it('no word of the catalogue is never said', () => {
  const quoted = new Set([...sources.matchAll(/['`]([\w.]+)['`]/g)].map(([, key]) => key!));
  const groups = [...sources.matchAll(/['`]([\w.]+\.)(?:['`]\s*\+|\$\{)/g)].map(([, key]) => key!);
  const unsaid = [...words].filter((key) => {
    const plain = key.replace(/\.(zero|one|two|few|many|other)$/, '');
    return !quoted.has(key) && !quoted.has(plain) && !groups.some((group) => key.startsWith(group));
  });
  expect(unsaid).toEqual([]);
});
