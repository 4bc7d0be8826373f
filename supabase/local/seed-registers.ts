/** Loads types of registers and entries of the demo city from supabase/seed/register-types.json and supabase/seed/registers. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { EntryBody, RegisterType } from '../../src/contract/registers.ts';
import { storeMedia } from './seed-trails.ts';

const SEED = join(import.meta.dirname, '..', 'seed');

/** Entries of one type from one source, as a file of supabase/seed/registers lists them. What is left out is none. */
export interface SeedEntries {
  type: string;
  place: string;
  as_of: string;
  source: string;
  rows: (Pick<EntryBody, 'key' | 'place' | 'title'> & Partial<EntryBody>)[];
}

const read = async <T>(path: string) => JSON.parse(await readFile(join(SEED, path), 'utf8')) as T;

/** Types of registers; a definition that the database does not take stops the seed. */
export async function registerTypes(client: Client): Promise<void> {
  for (const type of await read<RegisterType[]>('register-types.json')) {
    const { rows } = await client.query<{ problems: unknown[] }>('select app.put_register_type($1) as problems', [
      JSON.stringify(type),
    ]);
    if (rows[0]?.problems.length) throw new Error(`register-types.json ${type.key}: ${JSON.stringify(rows[0])}`);
  }
}

/** Signed entries, of all files or some. Terms come first: what other registers choose from has to stand. */
export async function registers(client: Client, only?: string[]): Promise<void> {
  const files = only ?? (await readdir(join(SEED, 'registers'))).filter((file) => file.endsWith('.json'));
  const first = (file: string) => (file === 'terms.json' ? '' : file);
  for (const file of files.sort((a, b) => (first(a) < first(b) ? -1 : 1))) {
    for (const { type, ...entries } of await read<SeedEntries[]>(`registers/${file}`)) {
      // a picture is named by its file
      for (const { fields } of entries.rows)
        if (typeof fields?.picture === 'string') fields.picture = await storeMedia(client, fields.picture);
      await client.query('select app.load_entries($1, $2)', [type, JSON.stringify(entries)]);
    }
  }
}
