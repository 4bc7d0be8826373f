/**
 * Writes the zh-Hant of every text in trails, games, lessons, gifts, counters, courses and checklists from its zh-Hans: `node src/i18n/opencc-seed.mjs`.
 * Run it after changing one of these files; what the converter gets wrong stands in zh-Hant.overrides.json.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { traditional } from './traditional.mjs';

const here = new URL('../../supabase/seed/', import.meta.url);
const inside = async (folder) =>
  (await readdir(new URL(folder, here)).catch(() => [])).filter((f) => f.endsWith('.json')).map((f) => folder + f);
const files = [
  ...(await inside('trails/')),
  ...(await inside('games/')),
  ...(await inside('lessons/')),
  'gifts.json',
  'counters.json',
  'courses.json',
  'checklists.json',
];

/** Texts, lists and objects with every text in them converted. */
export function converted(value) {
  if (typeof value === 'string') return traditional(value);
  if (Array.isArray(value)) return value.map(converted);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, converted(inner)]));
}

/** A value in which everything that has zh-Hans has zh-Hant too, in the order of the languages. */
export function withTraditional(value) {
  if (Array.isArray(value)) return value.map(withTraditional);
  if (value === null || typeof value !== 'object') return value;
  if ('zh-Hans' in value) {
    const { 'zh-Hans': simple, 'zh-Hant': _, ...rest } = value;
    return { 'zh-Hans': simple, 'zh-Hant': converted(simple), ...rest };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTraditional(inner)]));
}

if (import.meta.main)
  for (const file of files) {
    const url = new URL(file, here);
    const text = await readFile(url, 'utf8').catch(() => null);
    if (text === null) continue;
    const read = JSON.parse(text);
    const made = withTraditional(read);
    // a file that has its words already keeps the lines somebody gave it
    if (JSON.stringify(made) !== JSON.stringify(read)) await writeFile(url, `${JSON.stringify(made, null, 2)}\n`);
  }
