import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody, EventCard, EventFilter, EventPage, Session } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, putEvent, weekly } from '../world/events.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

/** Events as they are written, published and read by visitors. */
let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await eventWords(db);
});
beforeEach(async () => {
  await setClock(db, '2026-11-22T12:00:00+08:00');
});
afterAll(closeDatabases);

const call = <T>(text: string, values: unknown[] = []) => db.as<T>(null, `select ${text}`, values);
const as = <T>(who: Persona, text: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${text}`, values);
interface Cards {
  items: EventCard[];
  next: string | null;
}
const list = (filter: EventFilter = {}, size = 50, after: string | null = null) =>
  call<Cards>(`api.events($1, 'en', $2, $3)`, [JSON.stringify(filter), size, after]);
const month = (first: string, filter: EventFilter = {}) =>
  call<EventCard[]>(`api.event_month($1, $2, 'en')`, [first, JSON.stringify(filter)]);
const page = (slug: string) => call<EventPage | null>(`api.event($1, 'en')`, [slug]);
const boundary = async () => (await call<{ boundary: string }>('api.content_state()')).boundary;
const withdrawAll = () => db.sql.query('select app.withdraw_event(slug) from app.event');

describe('an event', () => {
  const write = async (body: object, key = 'weekend-class') => {
    const saved = await as<{ key: string; problems: { field: string; rule: string }[] }>(
      'wen',
      `api.save_document('event', $1, 0, $2)`,
      [key, JSON.stringify(body)],
    );
    return saved;
  };

  it('is written, reviewed by somebody else and published with its dates; taken back, it stays as withdrawn', async () => {
    const { key, problems } = await write(eventBody({ rule: weekly({ count: 3 }) }));
    expect(problems).toEqual([]);
    expect(await as('wen', `api.submit_documents('event', $1)`, [[key]])).toMatchObject({ done: 1 });
    expect(await as('he', `api.publish_documents('event', $1)`, [[key]])).toMatchObject({ done: 1 });
    const event = await page(key);
    expect(event).toMatchObject({
      slug: key,
      status: 'published',
      title: 'Weekend class',
      summary: '一起认识身边的毒品。',
      type: { key: 'lecture', name: '讲座 (en)' },
      topics: ['新型毒品 (en)'],
      venue: { key: 'test-hall', name: '测试文化礼堂 (en)' },
      where: '测试文化礼堂 (en)',
      district: { code: '330302' },
      spoken: ['Mandarin'],
      party: 4,
      rule: { freq: 'weekly', count: 3 },
    });
    expect(event?.sessions.map(({ starts_at }) => starts_at)).toEqual([
      ...['2026-11-28T01:00:00Z', '2026-12-05T01:00:00Z', '2026-12-12T01:00:00Z'],
    ]);
    expect(event?.sessions[0]).toEqual({
      origin: '2026-11-28T01:00:00Z',
      starts_at: '2026-11-28T01:00:00Z',
      ends_at: '2026-11-28T03:00:00Z',
      state: 'planned',
      moved: false,
      note: null,
      places: { capacity: 80, taken: 0, waiting: 0, may_wait: 50, helpers: 5, helping: 0 },
      opens_at: null,
      closes_at: '2026-11-27T23:00:00Z',
      brief: false,
    } satisfies Session);
    await as('he', `api.withdraw_document('event', $1)`, [key]);
    expect(await page(key)).toMatchObject({ status: 'withdrawn' });
    expect((await page(key))?.sessions.map(({ state }) => state)).toEqual(Array(3).fill('cancelled'));
    expect((await list()).items).toEqual([]);
    expect(await page('no-such-event')).toBeNull();
  });

  const problems = async (more: object, key = 'weekend-class') =>
    (
      await db.rows<{ field: string; rule: string }>('select * from app.event_problems($1, $2)', [
        key,
        JSON.stringify({ ...eventBody(), ...more }),
      ])
    ).map(({ field, rule }) => `${field} ${rule}`);

  it('is published only whole: what is missing is told with its field', async () => {
    expect(await problems({})).toEqual([]);
    expect(await problems({ title: {} })).toEqual(['title missing']);
    expect(await problems({ text: { 'zh-Hans': '<b>大</b>' } })).toEqual(['text.zh-Hans html']);
    expect(await problems({ text: { 'zh-Hans': '' } })).toEqual([]);
    expect(await problems({ type: 'concert' })).toEqual(['type unknown']);
    expect(await problems({ entries: ['nowhere'] })).toEqual(['entries unknown']);
    expect(await problems({ campaign: 'june-2026' })).toEqual([]);
    expect(await problems({ spoken: [] })).toEqual(['spoken missing']);
    expect(await problems({ place: '330399' })).toEqual(['place unknown']);
    expect(await problems({ place: '330300' })).toEqual(['place unknown']);
    expect(await problems({}, 'd330381-fair')).toEqual(['place other_place']);
    expect(await problems({ venue: null })).toEqual(['where missing']);
    expect(await problems({ venue: null, where: { 'zh-Hans': '36 路公交车上' } })).toEqual([]);
    expect(await problems({ venue: 'lecture' })).toEqual(['venue unknown']);
    expect(await problems({ audience: ['everybody'] })).toEqual(['audience missing']);
    expect(await problems({ picture: 'ab' })).toEqual(['picture unknown', 'picture_alt missing']);
    expect(await problems({ position: [200, 0] })).toEqual(['position range']);
    expect(await problems({ size: 'huge' })).toEqual(['size missing']);
    expect(await problems({ more: 1 })).toEqual(['more unknown']);
    expect(await problems({ sign_up: { ...eventBody().sign_up, capacity: 0 } })).toEqual(['sign_up.capacity range']);
    expect(await problems({ sign_up: { ...eventBody().sign_up, capacity: 3 } })).toEqual(['sign_up.party range']);
    expect(await problems({ sign_up: [] })).toEqual(['sign_up unknown']);
  });

  it('does not choose words and venues that are no more', async () => {
    await db.sql.query(`update app.register_entry set to_day = '2026-06-30' where key in ('june-2026', 'test-hall')`);
    expect(await problems({ campaign: 'june-2026' })).toEqual(['campaign ended', 'venue ended']);
    await db.sql.query('update app.register_entry set to_day = null');
  });

  it('with anything anywhere has problems, and raises nothing', async () => {
    const odd = [null, true, 0, -1, 1e20, '', 'x', '2026-02-30T09:00', [], [[]], [null], [1], {}, { 'zh-Hans': 1 }];
    const inner = {
      rule: ['freq', 'interval', 'days', 'until', 'count'],
      sign_up: ['capacity', 'party', 'opens_days'],
    };
    for (const value of odd) {
      for (const field of Object.keys(eventBody())) {
        const found = await problems({ [field]: value });
        expect(found, `${field} ${JSON.stringify(value)}`).toBeInstanceOf(Array);
      }
      for (const [field, keys] of Object.entries(inner)) {
        for (const key of keys) {
          const base = field === 'rule' ? weekly() : eventBody().sign_up;
          expect(await problems({ [field]: { ...base, [key]: value } })).toBeInstanceOf(Array);
        }
      }
    }
    for (const body of ['null', '[]', '1', '"x"', '{}']) {
      const found = await db.rows('select * from app.event_problems($1, $2)', ['x', body]);
      expect(found.length).toBeGreaterThan(0);
    }
  });
});

describe('lists of events', () => {
  const put = (slug: string, day: string, more: Partial<EventBody> = {}) =>
    putEvent(db, slug, eventBody({ start: `${day}T09:00`, end: `${day}T11:00`, ...more }));
  const slugs = (cards: EventCard[]) => cards.map(({ slug }) => slug);

  it('begin with what is under way, in order, page by page without gap or repetition', async () => {
    await withdrawAll();
    await put('list-a', '2026-12-01', { rule: weekly({ count: 4 }) });
    await put('list-b', '2026-12-01');
    await put('list-fair', '2026-11-20', { end: '2026-11-24T11:00' });
    await put('list-over', '2026-11-21');
    await put('list-now', '2026-11-22', { end: '2026-11-22T18:00' });
    const all = (await list()).items;
    expect(slugs(all)).toEqual([...['list-fair', 'list-now', 'list-a', 'list-b', 'list-a', 'list-a', 'list-a']]);
    const paged: EventCard[] = [];
    let next: string | null = null;
    do {
      const part: Cards = await list({}, 2, next);
      expect(part.items.length).toBeLessThanOrEqual(2);
      paged.push(...part.items);
      next = part.next;
    } while (next);
    expect(paged).toEqual(all);
    expect(slugs((await list({ from: '2026-11-21', to: '2026-11-22' })).items)).toEqual([
      ...['list-fair', 'list-over', 'list-now'],
    ]);
    await expect(list({}, 2, 'x|y')).rejects.toThrow('bad_argument');
  });

  it('are narrowed down, and tell what they can be narrowed down by', async () => {
    await withdrawAll();
    await put('narrow-a', '2026-12-01', { place: '330381', spoken: ['zh', 'wenzhou'], audience: ['children'] });
    await put('narrow-b', '2026-12-02', { type: 'fair', campaign: 'june-2026', accessible: false });
    for (const [filter, found] of [
      [{ district: '330381' }, ['narrow-a']],
      [{ type: 'fair' }, ['narrow-b']],
      [{ spoken: 'wenzhou' }, ['narrow-a']],
      [{ campaign: 'june-2026' }, ['narrow-b']],
      [{ children: true }, ['narrow-a']],
      [{ accessible: true }, ['narrow-a']],
      [{ type: 'nothing' }, []],
      [{ type: 'fair', district: '330381' }, []],
    ] as const) {
      expect(slugs((await list(filter)).items), JSON.stringify(filter)).toEqual(found);
      expect(slugs(await month('2026-12-01', filter)), JSON.stringify(filter)).toEqual(found);
    }
    expect(await call(`api.event_filters('en')`)).toEqual({
      districts: [
        { code: '330302', name: expect.any(String) },
        { code: '330381', name: expect.any(String) },
      ],
      types: [
        { key: 'fair', name: '集市宣传 (en)' },
        { key: 'lecture', name: '讲座 (en)' },
      ],
      spoken: [
        { key: 'wenzhou', name: 'Wenzhounese' },
        { key: 'zh', name: 'Mandarin' },
      ],
      campaigns: [{ key: 'june-2026', name: '全民禁毒宣传月 (en)' }],
    });
  });

  it('of a month have what begins in it or reaches into it', async () => {
    await withdrawAll();
    await put('month-in', '2027-03-31');
    await put('month-over', '2027-02-27', { all_day: true, start: '2027-02-27T00:00', end: '2027-03-01T00:00' });
    await put('month-out', '2027-02-28', { start: '2027-02-28T22:00', end: '2027-02-28T23:30' });
    await put('month-night', '2027-02-28', { start: '2027-02-28T23:00', end: '2027-03-01T00:30' });
    expect(slugs(await month('2027-03-15'))).toEqual(['month-over', 'month-night', 'month-in']);
    expect(slugs(await month('2027-02-01'))).toEqual(['month-over', 'month-out', 'month-night']);
    await expect(month('infinity')).rejects.toThrow('bad_argument');
  });

  it('say how sign-up stands; what changes with every sign-up is asked for by itself', async () => {
    await withdrawAll();
    await put('sign-none', '2026-12-01', { sign_up: null });
    const up = { capacity: 2, waiting: 1, party: 2, opens_days: 7, closes_hours: 24, helpers: 0 };
    for (const one of ['sign-open', 'sign-waiting', 'sign-full']) await put(one, '2026-11-28', { sign_up: up });
    await put('sign-later', '2026-12-03', { sign_up: up });
    await put('sign-closed', '2026-11-23', { sign_up: up });
    await db.sql.query(`update app.session set taken = 2 where event in ('sign-waiting', 'sign-full')`);
    await db.sql.query(`update app.session set waiting = 1 where event = 'sign-full'`);
    const state = Object.fromEntries((await list()).items.map(({ slug, sign_up }) => [slug, sign_up]));
    expect(state).toEqual({
      ...{ 'sign-none': 'none', 'sign-open': 'open', 'sign-waiting': 'waiting', 'sign-full': 'full' },
      ...{ 'sign-later': 'later', 'sign-closed': 'closed' },
    });
    expect(await call(`api.session_places('sign-full')`)).toEqual([
      {
        origin: '2026-11-28T01:00:00Z',
        state: 'planned',
        places: { capacity: 2, taken: 2, waiting: 1, may_wait: 1, helpers: 0, helping: 0 },
      },
    ]);
    expect(await call(`api.session_places('sign-none')`)).toEqual([]);
  });

  it('know when sign-up opens and closes: cached pages do not outlive that', async () => {
    await withdrawAll();
    const up = { capacity: 2, waiting: 1, party: 2, opens_days: 7, closes_hours: 2, helpers: 0 };
    expect(new Date(await boundary()).toISOString()).toBe('2026-11-22T16:00:00.000Z');
    await put('bound', '2026-11-22', { start: '2026-11-22T19:00', end: '2026-11-22T20:00', sign_up: up });
    expect(new Date(await boundary()).toISOString()).toBe('2026-11-22T09:00:00.000Z');
    await put('bound-opens', '2026-11-29', { start: '2026-11-29T15:00', end: '2026-11-29T16:00', sign_up: up });
    expect(new Date(await boundary()).toISOString()).toBe('2026-11-22T07:00:00.000Z');
  });
});

describe('a month of two thousand events among ten thousand', () => {
  const counter = `select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::int as n
    from pg_stat_xact_user_tables where schemaname in ('app', 'private')`;
  const reads = async (text: string) => {
    await db.sql.query('begin');
    const before = (await db.sql.query(counter)).rows[0].n;
    const { rows } = await db.sql.query(`select ${text} as answer`);
    const n = (await db.sql.query(counter)).rows[0].n - before;
    await db.sql.query('rollback');
    return { answer: rows[0].answer, n };
  };
  beforeAll(async () => {
    await db.sql.query('begin; delete from app.session; delete from app.event');
    const body = JSON.stringify(eventBody());
    await db.sql.query(
      `insert into app.event (slug, place, county, revision, type, spoken, children, accessible, published_at, updated_at, until_at, body)
       select 'many-' || i, '330302', '330302', 1, 'lecture', array[case when i % 100 = 0 then 'wenzhou' else 'zh' end], false, true, now(), now(), '2027-12-31', $1
       from generate_series(1, 10000) i`,
      [body],
    );
    await db.sql.query(
      `insert into app.session (event, origin, starts_at, ends_at, place, county, type)
       select 'many-' || i, o, o, o + interval '2 hours', '330302', '330302', 'lecture'
       from generate_series(1, 10000) i, lateral (select case when i <= 2000 then timestamptz '2027-06-01T00:00Z' + i * interval '20 minutes'
         else timestamptz '2026-12-01T00:00Z' + i * interval '15 minutes' + case when i > 15000 then interval '1 year' else interval '0' end end as o) x`,
    );
    await db.sql.query(`update app.session set starts_at = starts_at + interval '2 years', ends_at = ends_at + interval '2 years'
      where starts_at between '2027-05-30' and '2027-07-01' and split_part(event, '-', 2)::int > 2000`);
    await db.sql.query('commit; analyze app.event; analyze app.session');
  });

  it('is drawn by reading its dates, its events and what they are called', async () => {
    const { answer, n } = await reads(`api.event_month('2027-06-01', '{}', 'en')`);
    expect(answer).toHaveLength(2000);
    expect(n).toBeLessThanOrEqual(2000 * 9);
  });

  it('gives a page of its list by reading that page, and a further one alike', async () => {
    const first = await reads(`api.events('{"from": "2027-06-05"}', 'en', 20)`);
    expect(first.answer.items).toHaveLength(20);
    expect(first.n).toBeLessThanOrEqual(600);
    const second = await reads(`api.events('{"from": "2027-06-05"}', 'en', 20, '${first.answer.next}')`);
    expect(second.answer.items[0].starts_at > first.answer.items[19].starts_at).toBe(true);
    expect(second.n).toBeLessThanOrEqual(600);
  });

  it('is narrowed down without reading the other months', async () => {
    const { answer, n } = await reads(`api.event_month('2027-06-01', '{"spoken": "wenzhou"}', 'en')`);
    expect(answer).toHaveLength(20);
    expect(n).toBeLessThanOrEqual(4600);
  });

  it('tells its filters and its state without reading its dates', async () => {
    expect((await reads(`api.event_filters('en')`)).n).toBeLessThanOrEqual(400);
    expect((await reads('api.content_state()')).n).toBeLessThanOrEqual(100);
  });
});
