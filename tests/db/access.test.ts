import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type WorldApi } from '../world/api.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { type Caller, roleOf } from '../world/personas.ts';
import { ARGUMENTS, collect, FILE, inhabited, type Matrix } from './access.ts';

describe('access', () => {
  let db: Database;
  let api: WorldApi;
  beforeAll(async () => {
    db = await inhabited();
    api = await startApi(db);
  });
  afterAll(() => api?.stop());

  it('refuses rows that are there', async () => {
    const tables = [
      'app.person',
      'app.participation',
      'app.participation_reject',
      'app.tail',
      'app.staff',
      'app.question',
    ];
    for (const table of [...tables, 'private.question_key', 'private.person_link', 'private.recovery', 'auth.users']) {
      expect(await db.value(`select exists (select from ${table})`), table).toBe(true);
    }
  });

  it('of every function and relation, to every caller, in every way of asking, is what the table says', async () => {
    const expected = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Matrix;
    const found = await collect(db, api);
    // After a look at the difference: node tests/db/access.ts --write
    expect(found).toEqual(expected);
  }, 180_000);

  it('of a browser is to functions alone', async () => {
    const { relations, functions } = JSON.parse(fs.readFileSync(FILE, 'utf8')) as Matrix;
    expect(Object.entries(relations).filter(([, open]) => open !== 'shut')).toEqual([]);
    const reachable = Object.entries(functions).filter(([, open]) => open !== 'shut');
    expect(reachable.map(([name]) => name)).toEqual(['auth.email()', 'auth.jwt()', 'auth.role()', 'auth.uid()']);
  });

  it('to the list of what there is, is for nobody', async () => {
    for (const caller of ['nobody', 'an', 'he', 'service'] as Caller[]) {
      expect((await api.ask(caller, '/')).status, caller).toBe(404);
    }
  });
});

describe('hidden rows', () => {
  it('do not show in any answer: ten thousand more change no byte', async () => {
    const first = await inhabited();
    await first.sql.query('analyze');
    await first.sql.end();
    const second = await freshDatabase({ of: first.name });
    await second.sql.query(`
      with people as (insert into app.person (since) select '2026-01-01' from generate_series(1, 10000) returning id)
      insert into app.participation (id, person, kind, outcome, occurred_at, received_at, period, body)
      select gen_random_uuid(), id, 'answer', 'answer', '2026-01-01', '2026-01-01', '2026-01-01', '{}' from people;
      insert into private.person_link select gen_random_uuid(), person, '2026-01-01' from app.participation where body = '{}';
      insert into app.participation_reject select person, '', 'conflict', '{}', '2026-01-01' from app.participation where body = '{}';
      insert into private.rate select 'b', i::text, now() from generate_series(1, 10000) i;`);
    await second.sql.query('analyze');
    const asked: Map<string, string>[] = [];
    for (const name of [first.name, second.name]) {
      const api = await startApi({ ...second, name });
      asked.push(await everythingReadable(api, second));
      await api.stop();
    }
    expect(asked[0]!.size).toBeGreaterThan(500);
    const different = [...asked[0]!].filter(([question, answer]) => asked[1]!.get(question) !== answer);
    expect(different).toEqual([]);
  }, 120_000);
});

/** Every answer that a resident or nobody can read, by the question. */
async function everythingReadable(api: WorldApi, db: Database): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const variants: Record<string, string>[] = [
    {},
    ...['exact', 'planned', 'estimated'].map((how) => ({ prefer: `count=${how}` })),
    { accept: 'text/csv' },
    { accept: 'application/vnd.pgrst.plan+json' },
    { range: '0-0', prefer: 'count=planned' },
  ];
  const relations = await db.rows<{ name: string }>(
    `select distinct relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where nspname in ('app', 'private') and relkind in ('r', 'v') order by 1`,
  );
  const writing = ['record_participation', 'open_contest', 'erase_me', 'register_recovery', 'reclaim', 'spend_rate'];
  const paths = relations.map(({ name }) => `/${name}`);
  for (const [name, args] of Object.entries(ARGUMENTS)) {
    if (writing.includes(name)) continue;
    const filled = Object.entries(args).filter(([, value]) => value !== null);
    paths.push(`/rpc/${name}?${new URLSearchParams(filled.map(([key, value]) => [key, String(value)]))}`);
  }
  const filtered = relations.map(({ name }) => `/${name}?kind=eq.answer`);
  for (const caller of ['nobody', 'an', 'bei'] as Caller[]) {
    // 北北 has the role of 安安 and nothing of her own: relations that say nothing to one say nothing to the other.
    for (const path of caller === 'bei' ? paths.filter((one) => one.startsWith('/rpc/')) : [...paths, ...filtered]) {
      let most = path.startsWith('/rpc/') ? variants.length : filtered.includes(path) ? 1 : 3;
      for (const [i, headers] of variants.entries()) {
        if (i >= most) break;
        const { status, text, headers: got } = await api.ask(caller, path, { headers });
        // what is refused is refused before anything is counted, cut or written otherwise: one more way is asked
        if (status >= 400) most = Math.min(most, 2);
        const said = [...got].filter(([name]) => !/^(date|server)$/.test(name));
        answers.set(
          `${roleOf(caller)} ${caller} ${path} ${JSON.stringify(headers)}`,
          JSON.stringify([status, text, said]),
        );
      }
    }
  }
  return answers;
}

afterAll(closeDatabases);
