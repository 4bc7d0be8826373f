import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody, FeedEvent } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent, weekly } from '../world/events.ts';
import { smallCity } from '../world/forms.ts';

/** Events as calendars copy them. */
let db: Database;
let slug: string;
let n = 0;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await eventWords(db);
});
beforeEach(async () => {
  slug = `feed-${++n}`;
  await setClock(db, '2026-11-22T12:00:00+08:00');
});
afterAll(closeDatabases);

const feed = (filter: object, after: string | null = null, size = 200) =>
  db.as<{ items: FeedEvent[]; next: string | null }>(null, `select api.event_feed($1, $2, $3, 'en')`, [
    ...[JSON.stringify(filter), after, size],
  ]);
const one = async () => (await feed({ slug })).items[0] as FeedEvent;
const put = (more: Partial<EventBody> = {}, revision = 1) =>
  putEvent(db, slug, eventBody({ rule: weekly(), ...more }), revision);
const change = (origin: string, set: string, values: unknown[] = []) =>
  db.sql.query(`update app.session set ${set} where event = $1 and origin = $2`, [slug, momentOf(origin), ...values]);

describe('an event of a feed', () => {
  it('is its rule, with the dates that were left out, moved and cancelled', async () => {
    await put({ except: ['2026-12-05T09:00'], dates: ['2026-12-24T19:00'], position: [120.65, 28.01] });
    await change('2026-12-12T09:00', 'starts_at = $3, ends_at = $4, moved = true', [
      ...[momentOf('2026-12-12T23:00'), momentOf('2026-12-13T01:00')],
    ]);
    await change('2026-12-19T09:00', `state = 'cancelled'`);
    await change('2026-12-26T09:00', `state = 'held'`);
    const event = await one();
    expect(event).toEqual({
      slug,
      sequence: 0,
      published_at: expect.stringMatching(/^2026-11-22T04:00:0\dZ$/),
      updated_at: event.published_at,
      status: 'published',
      title: 'Weekend class',
      summary: '一起认识身边的毒品。',
      where: '测试文化礼堂 (en)',
      position: [120.65, 28.01],
      categories: ['讲座 (en)'],
      all_day: false,
      start: '2026-11-28T09:00',
      end: '2026-11-28T11:00',
      rule: weekly(),
      dates: ['2026-12-24T19:00'],
      except: ['2026-12-05T09:00'],
      changes: [
        {
          origin: '2026-12-12T01:00:00Z',
          starts_at: '2026-12-12T15:00:00Z',
          ends_at: '2026-12-12T17:00:00Z',
          cancelled: false,
        },
        {
          origin: '2026-12-19T01:00:00Z',
          starts_at: '2026-12-19T01:00:00Z',
          ends_at: '2026-12-19T03:00:00Z',
          cancelled: true,
        },
      ],
    } satisfies FeedEvent);
  });

  it('changes with a higher sequence under the same name, and leaves out changes of dates that it has no more', async () => {
    await put();
    await change('2026-12-12T09:00', 'taken = 1');
    await change('2026-12-19T09:00', `state = 'cancelled'`);
    await setClock(db, '2026-11-23T12:00:00+08:00');
    await put({ start: '2026-11-29T09:00', end: '2026-11-29T11:00' }, 2);
    expect(await one()).toMatchObject({ slug, sequence: 1, start: '2026-11-29T09:00', changes: [] });
    expect((await one()).updated_at > (await one()).published_at).toBe(true);
    await change('2026-12-12T09:00', 'taken = 0');
  });

  it('comes with one of its dates, when that is asked for: as it was moved, cancelled, or not there at all', async () => {
    await put();
    await change('2026-12-12T09:00', 'starts_at = $3, ends_at = $4, moved = true', [
      ...[momentOf('2026-12-12T23:00'), momentOf('2026-12-13T01:00')],
    ]);
    await change('2026-12-19T09:00', `state = 'cancelled'`);
    const only = async (origin: string) => (await feed({ slug, origin })).items[0]?.only;
    const own = (starts_at: string, ends_at: string, cancelled: boolean) => ({ starts_at, ends_at, cancelled });
    expect(await only('2026-12-05T01:00:00Z')).toMatchObject(
      own('2026-12-05T01:00:00Z', '2026-12-05T03:00:00Z', false),
    );
    expect(await only('2026-12-12T01:00:00Z')).toEqual({
      origin: '2026-12-12T01:00:00Z',
      ...own('2026-12-12T15:00:00Z', '2026-12-12T17:00:00Z', false),
    });
    expect(await only('2026-12-19T01:00:00Z')).toMatchObject({ cancelled: true });
    expect(await only('2026-12-20T01:00:00Z')).toBeUndefined();
    expect((await one()).only).toBeUndefined();
    await expect(feed({ slug, origin: 'some day' })).rejects.toThrow('bad_argument');
    await expect(feed({ origin: '2026-12-05T01:00:00Z' })).rejects.toThrow('bad_argument');
  });

  it('that was withdrawn stays, as cancelled', async () => {
    await put();
    await change('2026-12-19T09:00', `state = 'cancelled'`);
    await db.sql.query('select app.withdraw_event($1)', [slug]);
    expect(await one()).toMatchObject({ status: 'withdrawn', sequence: 1, changes: [] });
  });
});

describe('a feed', () => {
  beforeAll(async () => {
    await db.sql.query('begin; delete from app.session; delete from app.event');
    await db.sql.query(
      `insert into app.event (slug, place, county, revision, type, spoken, children, accessible, published_at, updated_at, until_at, body)
       select 'all-' || lpad(i::text, 5, '0'), '330302', case when i % 2 = 0 then '330302' else '330381' end, 1, case when i % 10 = 0 then 'fair' else 'lecture' end,
         '{zh}', false, true, now(), now(), case when i % 4 = 3 then timestamptz '2025-01-01' else '2027-12-31' end, $1
       from generate_series(1, 10000) i`,
      [JSON.stringify(eventBody())],
    );
    await db.sql.query('commit; analyze app.event; analyze app.session');
  });

  const counter = `select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::int as n
    from pg_stat_xact_user_tables where schemaname in ('app', 'private')`;

  it('of ten thousand events comes page by page: every one once, those long over not at all', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof feed>> = await feed({}, next, 500);
      seen.push(...page.items.map((event) => event.slug));
      next = page.next;
    } while (next);
    expect(seen).toHaveLength(7500);
    expect(new Set(seen).size).toBe(7500);
    expect(seen).toEqual([...seen].sort());
  });

  it('reads the page that it gives, wherever it is', async () => {
    for (const after of [null, 'all-07000']) {
      await db.sql.query('begin');
      const before = (await db.sql.query(counter)).rows[0].n;
      const answer = await db.sql.query(`select api.event_feed('{}', $1, 100, 'en') as page`, [after]);
      const read = (await db.sql.query(counter)).rows[0].n - before;
      await db.sql.query('rollback');
      expect(answer.rows[0].page.items).toHaveLength(100);
      expect(read, String(after)).toBeLessThanOrEqual(100 * 20);
    }
  });

  it('is of a district, of a type, or of one event, also of one that is long over', async () => {
    const count = async (filter: object) => {
      const { items, next } = await feed(filter, null, 500);
      return [items.length, next !== null];
    };
    expect(await count({ district: '330302' })).toEqual([500, true]);
    expect(await count({ type: 'fair' })).toEqual([500, true]);
    expect(await count({ type: 'fair', district: '330381' })).toEqual([0, false]);
    expect(await count({ slug: 'all-00003' })).toEqual([1, false]);
    expect(await count({ slug: 'none' })).toEqual([0, false]);
    await expect(feed([] as object)).rejects.toThrow('bad_argument');
  });
});
