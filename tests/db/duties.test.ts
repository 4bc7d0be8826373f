import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DutyCoverage } from '../../src/contract/registers.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, putEvent } from '../world/events.ts';
import { caller, row, signed } from '../world/registers.ts';

let db: Database;
const as: ReturnType<typeof caller> = (...args) => caller(db)(...args);
/** 湖滨社区 and its neighbour, in a town that no seed has. */
const [TOWN, LAKE, HILL] = ['330302991', '330302991001', '330302991002'];
const duty = { every: 'month', level: 'community', least: 1 };
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await db.sql.query(
    `insert into app.district (code, parent, level, name) values ($1, '330302', 'town', '{"zh-Hans": "试验街道"}'),
       ($2, $1, 'community', '{"zh-Hans": "湖滨社区"}'), ($3, $1, 'community', '{"zh-Hans": "山前社区"}')`,
    [TOWN, LAKE, HILL],
  );
  await signed(
    db,
    'duty',
    [
      row(1, { key: 'monthly', title: { 'zh-Hans': '每社区每月一场' }, fields: duty }),
      row(2, {
        key: 'talks',
        from: '2025-07-01',
        fields: { ...duty, every: 'quarter', level: 'town', least: 2, event_type: 'talk', entry: 'schools' },
      }),
      row(3, { key: 'bimonthly', fields: { ...duty, every: 'two_months', level: 'county', campaign: 'bimonthly' } }),
    ],
    { as_of: '2025-01-01' },
  );
  const act = (n: number, key: string, place: string, from: string, more: object = {}) =>
    row(n, { key, place, from, fields: { event_type: 'outreach', ...more } });
  await signed(
    db,
    'activity',
    [
      ...Array.from({ length: 12 }, (_, i) =>
        act(i + 1, `lake-${i}`, LAKE, `2025-${String(i + 1).padStart(2, '0')}-15`),
      ),
      ...[0, 1, 3].map((m, i) => act(i + 13, `hill-${m}`, HILL, `2025-${String(m + 1).padStart(2, '0')}-28`)),
      act(16, 'town-talk', TOWN, '2025-08-01', { event_type: 'talk', entries: ['schools'] }),
      act(17, 'lake-talk', LAKE, '2025-09-01', { event_type: 'talk', entries: ['schools', 'families'] }),
      act(18, 'other-talk', LAKE, '2025-10-01', { event_type: 'talk' }),
      act(19, 'campaign', HILL, '2025-02-28', { campaign: 'bimonthly' }),
    ],
    { as_of: '2025-12-31' },
  );
});
afterAll(closeDatabases);

const coverage = (
  key: string,
  place = TOWN,
  from = '2025-01-01',
  to = '2025-12-31',
  who: 'he' | 'guo' | 'ma' = 'guo',
) => as<DutyCoverage>(who, 'api.duty_coverage($1, $2, $3, $4)', [key, place, from, to]);

describe('the coverage of a duty', () => {
  it('names the communities and months that are missing: 湖滨社区 has 12 of 12', async () => {
    const { periods, places, done, due, level, every, least } = await coverage('monthly');
    expect({ level, every, least }).toEqual({ level: 'community', every: 'month', least: 1 });
    expect(periods).toHaveLength(12);
    expect(periods[11]).toBe('2025-12-01');
    const [lake, hill] = places;
    expect(lake).toMatchObject({ place: LAKE, name: { 'zh-Hans': '湖滨社区' }, parent: { 'zh-Hans': '试验街道' } });
    expect(lake?.state).toEqual(Array(12).fill('done'));
    expect(lake?.held[8], 'and one talk more').toBe(2);
    expect(hill?.state.map((s) => (s === 'done' ? 1 : 0))).toEqual([1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(hill?.state[2]).toBe('missing');
    expect({ done, due }).toEqual({ done: 15, due: 24 });
  });

  it('counts what its type, entry and campaign ask for, for all places below, while it is in force', async () => {
    const talks = await coverage('talks');
    expect(talks.periods).toEqual(['2025-07-01', '2025-10-01']);
    expect(talks.places).toEqual([expect.objectContaining({ place: TOWN, held: [2, 0], state: ['done', 'missing'] })]);
    const county = await coverage('bimonthly', '330302');
    expect(county.periods).toEqual([
      '2025-01-01',
      '2025-03-01',
      '2025-05-01',
      '2025-07-01',
      '2025-09-01',
      '2025-11-01',
    ]);
    expect(county.places[0]?.held).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it('looks ahead: what is planned, and what is still open', async () => {
    await eventWords(db);
    const today = await db.value<string>(`select app.day(app.clock_now())::text`);
    const next = await db.value<string>(
      `select (date_trunc('month', app.day(app.clock_now())) + interval '1 month 4 days')::date::text`,
    );
    await putEvent(db, 'next-month', eventBody({ place: HILL, start: `${next}T09:00`, end: `${next}T10:00` }));
    const { places, due } = await coverage('monthly', TOWN, `${today.slice(0, 8)}01`, next);
    expect(places.find(({ place }) => place === HILL)).toMatchObject({
      held: [0, 0],
      planned: [0, 1],
      state: ['open', 'planned'],
    });
    expect(places.find(({ place }) => place === LAKE)).toMatchObject({ state: ['open', 'open'] });
    expect(due).toBe(0);
  });

  it('is asked by who sees figures there', async () => {
    await expect(coverage('monthly', TOWN, '2025-01-01', '2025-12-31', 'ma')).rejects.toThrow('not_staff');
    await expect(coverage('no-such')).rejects.toThrow('not_found');
    await expect(coverage('monthly', TOWN, '2020-01-01', '2025-12-31')).rejects.toThrow('bad_argument');
  });

  it('answers for 500 communities and 12 months with one look at each of their activities', async () => {
    await db.sql.query(
      `insert into app.district (code, parent, level, name) select '330302991' || lpad((100 + n)::text, 3, '0'), $1, 'community', '{"zh-Hans": "社区"}' from generate_series(1, 500) n`,
      [TOWN],
    );
    const rows = Array.from({ length: 1000 }, (_, i) =>
      row(i + 1, {
        key: `bulk-${i}`,
        place: `330302991${101 + (i % 500)}`,
        from: `2024-${String((i % 12) + 1).padStart(2, '0')}-02`,
        fields: { event_type: 'outreach' },
      }),
    );
    await db.sql.query('select app.load_entries($1, $2)', [
      'activity',
      JSON.stringify({ place: '330302', as_of: '2024-12-31', source: '批量', rows }),
    ]);
    await db.sql.query('analyze app.register_entry, app.register_figure, app.district');
    await db.sql.query('begin');
    const reads = `select coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::int as n from pg_stat_xact_user_tables where schemaname = 'app'`;
    await db.sql.query(`select set_config('request.jwt.claims', $1, true)`, [
      JSON.stringify({ sub: 'a0000000-0000-4000-8000-000000000007' }),
    ]);
    const before = (await db.sql.query(reads)).rows[0].n;
    const { rows: answer } = await db.sql.query<{ c: DutyCoverage }>(
      `select api.duty_coverage('monthly', '330302', '2024-01-01', '2024-12-31') as c`,
    );
    const read = (await db.sql.query(reads)).rows[0].n - before;
    await db.sql.query('rollback');
    expect(answer[0]?.c.places.length).toBeGreaterThan(500);
    expect(answer[0]?.c.done).toBe(1000);
    expect(read).toBeLessThan(60_000);
  }, 120_000);
});
