/**
 * Writes locales/zh-Hant from locales/zh-Hans: `node src/i18n/opencc.mjs`. What the converter gets wrong stands in
 * zh-Hant.overrides.json: `terms` are replaced everywhere after converting, `keys` (`area.key` → text) replace a whole text.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { keys, traditional } from './traditional.mjs';

const here = new URL('./', import.meta.url);

for (const file of await readdir(new URL('locales/zh-Hans/', here))) {
  const area = file.replace('.json', '');
  const source = JSON.parse(await readFile(new URL(`locales/zh-Hans/${file}`, here), 'utf8'));
  const target = {};
  for (const [key, text] of Object.entries(source)) target[key] = keys[`${area}.${key}`] ?? traditional(text);
  await writeFile(new URL(`locales/zh-Hant/${file}`, here), `${JSON.stringify(target, null, 2)}\n`);
}
