/** Simplified into Traditional Chinese; what the converter gets wrong stands in zh-Hant.overrides.json. */
import { readFile } from 'node:fs/promises';
import { Converter } from 'opencc-js';

export const { terms, keys } = JSON.parse(await readFile(new URL('zh-Hant.overrides.json', import.meta.url), 'utf8'));
const convert = Converter({ from: 'cn', to: 'twp' });

/** `terms` are replaced everywhere after converting. */
export const traditional = (text) =>
  Object.entries(terms).reduce((out, [from, to]) => out.replaceAll(from, to), convert(text));
