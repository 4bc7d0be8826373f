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

/** Votes of spring, as so many phones would have sent them: work → votes. */
const SPRING: Record<string, number> = { 'harbour-scroll': 71, 'law-in-dialect': 46, 'bus-comic': 29 };

/**
 * What people voted for in the round that is over. The votes go through the ledger's own door on days of the round: the
 * clock is turned back inside this transaction only, nobody else sees it.
 */
export async function votes(client: Client): Promise<void> {
  await client.query(`
    do $do$
    declare
      shift_now constant interval := (select shift from private.clock);
      r app.register_entry := (select e from app.register_entry e where e.type = 'vote_round' and e.key = 'spring-2026');
      v record;
    begin
      if exists (select from app.participation where kind = 'vote' and split_part(quiz, '/', 1) = r.key) then return; end if;
      for v in
        select s.work, md5(s.work || nth.n)::uuid as person, md5('vote ' || s.work || nth.n)::uuid as record, r.from_day + (nth.n * 7 % (r.to_day - r.from_day + 1)) as day
        from (values ${Object.entries(SPRING)
          .map(([work, n]) => `('${work}', ${n})`)
          .join(', ')}) s (work, n), generate_series(1, s.n) nth (n)
        order by day, 3
      loop
        update private.clock set shift = (v.day + time '12:00') at time zone 'Asia/Shanghai' - now();
        insert into app.person (id, since) values (v.person, v.day);
        perform app.take_batch(v.person, array[jsonb_build_object('id', v.record, 'v', 1, 'kind', 'vote', 'at', app.moment(app.clock_now()),
          'round', r.key, 'work', v.work)::text]);
      end loop;
      update private.clock set shift = shift_now;
    end $do$`);
}
