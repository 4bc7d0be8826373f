/** Words that no source mentions are written, translated and checked for nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const locales = new URL('src/i18n/locales/zh-Hans/', root);
const read = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8'))
    .join('\n');

const source = read('src', /\.(ts|tsx|astro|mjs)$/);
// rules and verdicts are named by the database
const named = new Set(`${source}\n${read('supabase/migrations', /\.sql$/)}`.match(/\w+/g));

/** `state_${one}`, or `${first ? 'proof' : 'else'}_${proof}`: what stands in the braces is one of its texts, or anything. */
const made = [...source.matchAll(/`((?:\w|\.|\$\{(?:[^{}`]|\{[^{}]*\})*\})+)`/g)].flatMap(([, text = '']) => {
  const parts = text.split(/\$\{((?:[^{}`]|\{[^{}]*\})*)\}/).map((part, i) => {
    if (i % 2 === 0) return part.replace('.', '\\.');
    const [, one, other] = /^[^?]+ \? '(\w+)' : '(\w+)'$/.exec(part) ?? [];
    return one ? `(?:${one}|${other})` : '.+';
  });
  return /[a-z]/.test(parts.join('').replaceAll('?:', '')) ? [parts.join('')] : [];
});
// name(words, 'kind', 'single') of the bank's chips is words.kind_single
const families = [...source.matchAll(/\bnamed?\((?:\w+, )?'(\w+)'/g)].map(([, family]) => `${family}_.+`);
const pattern = new RegExp(`^(?:${[...new Set([...made, ...families])].join('|')})$`);

test.each(readdirSync(locales))('every word of %s is used', (file) => {
  const keys = Object.keys(JSON.parse(readFileSync(new URL(file, locales), 'utf8')));
  const unused = keys
    .map((key) => key.replace(/_(one|other)$/, ''))
    .filter((key) => !named.has(key) && !pattern.test(key) && !pattern.test(`${file.replace('.json', '')}.${key}`));
  expect([...new Set(unused)]).toEqual([]);
});
