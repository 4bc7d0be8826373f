/** Lint of the words of the seed's events and registers; tests/seed-lint.ts runs it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedMessage } from './seed-lint.ts';
import { lintTexts } from './seed-lint-trails.ts';

/** Everything wrong with what events and entries say to people. */
export function lintEvents(folder: string): SeedMessage[] {
  const out: SeedMessage[] = [];
  const lint = (file: string, key: string, value: unknown) =>
    lintTexts(
      (where, message) => out.push({ file, row: 1, column: `${key}.${where}`, message, level: 'error' }),
      value,
    );
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  if (!existsSync(join(folder, 'events.json'))) return out;
  for (const { slug, body } of read<{ slug: string; body: object }[]>('events.json')) lint('events.json', slug, body);
  for (const file of readdirSync(join(folder, 'registers')).filter((name) => name.endsWith('.json')))
    for (const { type, rows } of read<{ type: string; rows: { key: string }[] }[]>(`registers/${file}`))
      for (const row of rows) lint(`registers/${file}`, `${type}/${row.key}`, row);
  return out;
}
