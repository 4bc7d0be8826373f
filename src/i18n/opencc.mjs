/**
 * Writes locales/zh-Hant from locales/zh-Hans: `node src/i18n/opencc.mjs`. What the converter gets wrong stands in
 * zh-Hant.overrides.json: `terms` are replaced everywhere after converting, `keys` (`area.key` → text) replace a whole text.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { Converter } from 'opencc-js';

const here = new URL('./', import.meta.url);
const convert = Converter({ from: 'cn', to: 'twp' });
const { terms, keys } = JSON.parse(await readFile(new URL('zh-Hant.overrides.json', here), 'utf8'));

const traditional = (text) =>
  Object.entries(terms).reduce((out, [from, to]) => out.replaceAll(from, to), convert(text));

for (const file of await readdir(new URL('locales/zh-Hans/', here))) {
  const area = file.replace('.json', '');
  const source = JSON.parse(await readFile(new URL(`locales/zh-Hans/${file}`, here), 'utf8'));
  const target = {};
  for (const [key, text] of Object.entries(source)) target[key] = keys[`${area}.${key}`] ?? traditional(text);
  await writeFile(new URL(`locales/zh-Hant/${file}`, here), `${JSON.stringify(target, null, 2)}\n`);
}
