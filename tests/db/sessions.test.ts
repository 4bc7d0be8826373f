import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgendaRow, EventBody, SessionChange, SessionState, StaffSession } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent, weekly } from '../world/events.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

/** What becomes of the dates of an event: laid out, kept, moved, cancelled, taken back. */
let db: Database;
let slug: string;
let n = 0;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await eventWords(db);
});
beforeEach(async () => {
  slug = `series-${++n}`;
  await setClock(db, '2026-11-22T12:00:00+08:00');
});
afterAll(closeDatabases);

const series = (more: Partial<EventBody> = {}) => eventBody({ rule: weekly({ count: 6 }), ...more });
const at = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI')`;
interface Row {
  origin: string;
  starts: string;
  state: SessionState;
  moved: boolean;
  note: string | null;
  capacity: number | null;
  taken: number;
}
const rows = (of = slug) =>
  db.rows<Row>(
    `select ${at('origin')} as origin, ${at('starts_at')} as starts, state, moved, note ->> 'en' as note, capacity, taken
     from app.session where event = $1 order by session.origin`,
    [of],
  );
const days = async (state: SessionState = 'planned') =>
  (await rows()).filter((row) => row.state === state).map(({ starts }) => starts.slice(5, 10));
const event = async () =>
  (
    await db.rows<{ sequence: number; status: string }>('select sequence, status from app.event where slug = $1', [
      slug,
    ])
  )[0];
const revision = () => db.value<string>('select revision from app.content_revision');

describe('publishing an event', () => {
  it('lays out its dates with their places', async () => {
    await putEvent(db, slug, series());
    expect(await days()).toEqual(['11-28', '12-05', '12-12', '12-19', '12-26', '01-02']);
    const [first] = await rows();
    expect(first).toMatchObject({ origin: '2026-11-28T09:00', capacity: 80, taken: 0, moved: false });
    const windows = await db.rows(
      `select ${at('opens_at')} as opens, ${at('closes_at')} as closes, county, place, type from app.session where event = $1 limit 1`,
      [slug],
    );
    expect(windows).toEqual([
      { opens: null, closes: '2026-11-28T07:00', county: '330302', place: '330302', type: 'lecture' },
    ]);
    expect(await event()).toEqual({ sequence: 0, status: 'published' });
  });

  it('again keeps the dates that it still has, and drops those of which nobody knows', async () => {
    await putEvent(db, slug, series());
    await db.sql.query(`update app.session set taken = 3 where event = $1 and origin = $2`, [
      slug,
      momentOf('2026-12-12T09:00'),
    ]);
    await putEvent(db, slug, series({ except: ['2026-12-05T09:00', '2026-12-12T09:00'] }), 2);
    expect(await days()).toEqual(['11-28', '12-19', '12-26', '01-02']);
    // somebody has a ticket for the other one
    expect(await days('cancelled')).toEqual(['12-12']);
    expect((await rows())[1]).toMatchObject({
      taken: 3,
      note: 'The schedule has changed; this date will not take place.',
    });
    expect(await event()).toMatchObject({ sequence: 1 });
    await putEvent(db, slug, series(), 3);
    expect(await days()).toEqual(['11-28', '12-05', '12-12', '12-19', '12-26', '01-02']);
    expect((await rows())[2]).toMatchObject({ taken: 3, note: null });
  });

  it('again leaves what is over as it was', async () => {
    await putEvent(db, slug, series());
    await setClock(db, '2026-12-07T12:00:00+08:00');
    await putEvent(db, slug, series({ start: '2026-11-29T09:00', end: '2026-11-29T11:00' }), 2);
    expect(await days()).toEqual(['11-28', '12-05', '12-13', '12-20', '12-27', '01-03']);
  });

  it('with other places changes those of the dates that had none of their own', async () => {
    await putEvent(db, slug, series());
    await db.sql.query('update app.session set capacity = 30 where event = $1 and origin = $2', [
      slug,
      momentOf('2026-12-05T09:00'),
    ]);
    await putEvent(db, slug, series({ sign_up: { ...eventBody().sign_up!, capacity: 90 } }), 2);
    expect((await rows()).map(({ capacity }) => capacity)).toEqual([90, 30, 90, 90, 90, 90]);
    await putEvent(db, slug, series({ sign_up: null }), 3);
    expect((await rows()).map(({ capacity }) => capacity)).toEqual(Array(6).fill(null));
  });

  it('without end goes on for 400 days, and further every night', async () => {
    await putEvent(db, slug, series({ rule: weekly() }));
    const laid = (await rows()).length;
    expect(laid).toBe(57);
    await setClock(db, '2026-12-14T12:00:00+08:00');
    expect(await db.value('select app.extend_sessions()')).toBeGreaterThanOrEqual(3);
    expect(await rows()).toHaveLength(laid + 3);
    expect(await db.value('select app.extend_sessions()')).toBe(0);
    expect(await event()).toMatchObject({ sequence: 0 });
  });

  it('of which the date is over tells it all the same, once', async () => {
    await putEvent(
      db,
      slug,
      series({ start: '2026-11-07T09:00', end: '2026-11-07T11:00', rule: weekly({ count: 2 }) }),
    );
    expect(await days()).toEqual(['11-07', '11-14']);
  });

  it('tells the pages; a sign-up does not', async () => {
    await putEvent(db, slug, series());
    const before = await revision();
    await db.sql.query(
      'update app.session set taken = taken + 1, waiting = waiting + 1, helping = 1 where event = $1',
      [slug],
    );
    expect(await revision()).toBe(before);
    await db.sql.query(`update app.session set capacity = 81 where event = $1`, [slug]);
    expect(Number(await revision())).toBeGreaterThan(Number(before));
  });
});

describe('withdrawing an event', () => {
  it('cancels what is to come, keeps what was, and is undone by publishing it again', async () => {
    await putEvent(db, slug, series());
    await setClock(db, '2026-12-07T12:00:00+08:00');
    await db.sql.query('select app.withdraw_event($1)', [slug]);
    expect(await event()).toEqual({ sequence: 1, status: 'withdrawn' });
    expect(await days()).toEqual(['11-28', '12-05']);
    expect(await days('cancelled')).toEqual(['12-12', '12-19', '12-26', '01-02']);
    await putEvent(db, slug, series(), 2);
    expect(await event()).toEqual({ sequence: 2, status: 'published' });
    expect(await days('cancelled')).toEqual([]);
  });
});

describe('the office changes one date', () => {
  const as = <T>(who: Persona, text: string, values: unknown[]) => db.as<T>(PERSONAS[who].id, `select ${text}`, values);
  const change = (act: string, origin: string, more: object = {}, who: Persona = 'wen') => {
    const args = Object.entries({ event: slug, origin: momentOf(origin), act, ...more });
    return as<SessionChange>(
      who,
      `api.change_session(${args.map(([name], i) => `${name} => $${i + 1}`).join(', ')})`,
      args.map(([, value]) => (value !== null && typeof value === 'object' ? JSON.stringify(value) : value)),
    );
  };
  const move = (origin: string, starts: string, ends: string, who: Persona = 'wen') =>
    change('move', origin, { starts_at: momentOf(starts), ends_at: momentOf(ends) }, who);
  const acts = () =>
    db.rows<{ act: string; by_name: string; detail: Record<string, string> }>(
      `select act, by_name, detail from app.audit where key = $1 order by id`,
      [slug],
    );

  it('moves it across midnight: it keeps its name, its places and its windows, and calendars hear of it', async () => {
    await putEvent(db, slug, series());
    const before = await revision();
    const note = { 'zh-Hans': '场地另有安排。', en: 'The hall is taken.' };
    const answer = await change('move', '2026-12-05T09:00', {
      ...{ starts_at: momentOf('2026-12-05T23:00'), ends_at: momentOf('2026-12-06T01:00'), note },
    });
    expect(answer).toMatchObject({
      over: 0,
      promoted: 0,
      session: {
        ...{ origin: '2026-12-05T01:00:00Z', starts_at: '2026-12-05T15:00:00Z', ends_at: '2026-12-05T17:00:00Z' },
        ...{ moved: true, state: 'planned', words: note, closes_at: '2026-12-05T13:00:00Z', unreported: false },
      },
    });
    expect(await event()).toMatchObject({ sequence: 1 });
    expect(Number(await revision())).toBeGreaterThan(Number(before));
    // published again, it stays where it was moved to
    await putEvent(db, slug, series(), 2);
    expect(await rows()).toHaveLength(6);
    expect((await rows())[1]).toMatchObject({ origin: '2026-12-05T09:00', starts: '2026-12-05T23:00', moved: true });
    await move('2026-12-05T09:00', '2026-12-05T09:00', '2026-12-05T11:00');
    expect((await rows())[1]).toMatchObject({ moved: false, note: null });
  });

  it('never moves it onto another date of the event, into the past, or out of any hour', async () => {
    await putEvent(db, slug, series());
    const tries: [string, string, string][] = [
      ['2026-12-12T09:00', '2026-12-12T11:00', 'in_use'],
      ['2026-12-12T10:30', '2026-12-12T12:00', 'in_use'],
      ['2026-12-11T09:00', '2026-12-12T09:30', 'in_use'],
      ['2026-11-21T09:00', '2026-11-21T11:00', 'bad_argument'],
      ['2026-12-06T09:00', '2026-12-06T09:00', 'bad_argument'],
      ['2026-12-06T09:00', '2027-02-06T09:00', 'bad_argument'],
      ['2030-12-06T09:00', '2030-12-06T10:00', 'bad_argument'],
    ];
    for (const [starts, ends, error] of tries) {
      await expect(move('2026-12-05T09:00', starts, ends), starts).rejects.toThrow(error);
    }
    await expect(change('move', '2026-12-05T09:00')).rejects.toThrow('bad_argument');
    await expect(change('move', '2026-12-06T09:00')).rejects.toThrow('not_found');
    await expect(change('explode', '2026-12-05T09:00')).rejects.toThrow('bad_argument');
    await expect(change('cancel', '2026-12-05T09:00', { note: { en: 'only' } })).rejects.toThrow('bad_argument');
    // a cancelled one leaves its hour, but not its name
    await change('cancel', '2026-12-12T09:00');
    await expect(move('2026-12-05T09:00', '2026-12-12T09:00', '2026-12-12T11:00')).rejects.toThrow('in_use');
    await move('2026-12-05T09:00', '2026-12-12T10:00', '2026-12-12T12:00');
    await expect(change('restore', '2026-12-12T09:00')).rejects.toThrow('in_use');
    expect(await event()).toMatchObject({ sequence: 2 });
  });

  it('keeps two moves at once off one hour', async () => {
    await putEvent(db, slug, series());
    const [one, two] = [await db.connect(), await db.connect()];
    const claims = JSON.stringify({ sub: PERSONAS.wen.id, role: 'authenticated' });
    const go = (client: typeof one, origin: string) =>
      client.query('select api.change_session($1, $2, $3, $4, $5)', [
        ...[slug, momentOf(origin), 'move', momentOf('2026-12-06T09:00'), momentOf('2026-12-06T11:00')],
      ]);
    for (const client of [one, two]) {
      await client.query('begin');
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [claims]);
    }
    await go(one, '2026-12-05T09:00');
    const waiting = go(two, '2026-12-12T09:00').then(
      () => 'moved',
      (error: Error) => error.message,
    );
    const waits = `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`;
    await expect.poll(() => db.value<boolean>(waits), { timeout: 10_000 }).toBe(true);
    await one.query('commit');
    const second = await waiting;
    await two.query('rollback');
    expect(second).toBe('in_use');
  });

  it('moves whole days to whole days only', async () => {
    await putEvent(db, slug, series({ all_day: true, start: '2026-11-28T00:00', end: '2026-11-28T00:00' }));
    await expect(move('2026-11-28T00:00', '2026-11-29T09:00', '2026-11-30T00:00')).rejects.toThrow('bad_argument');
    await move('2026-11-28T00:00', '2026-11-29T00:00', '2026-11-30T00:00');
    expect((await rows())[0]).toMatchObject({ starts: '2026-11-29T00:00', moved: true });
  });

  it('cancels and restores it, with a note, and writes down who did', async () => {
    await putEvent(db, slug, series());
    await change('cancel', '2026-12-05T09:00', { note: { 'zh-Hans': '台风。', en: 'Typhoon.' } });
    expect((await rows())[1]).toMatchObject({ state: 'cancelled', note: 'Typhoon.' });
    await expect(change('cancel', '2026-12-05T09:00')).rejects.toThrow('not_open');
    // publishing again does not bring back what the office has cancelled
    await putEvent(db, slug, series(), 2);
    expect((await rows())[1]).toMatchObject({ state: 'cancelled' });
    await change('restore', '2026-12-05T09:00');
    expect((await rows())[1]).toMatchObject({ state: 'planned', note: null });
    await expect(change('restore', '2026-12-05T09:00')).rejects.toThrow('not_open');
    expect((await acts()).map(({ act, by_name }) => `${by_name} ${act}`)).toEqual([
      '文编 cancel_session',
      '文编 restore_session',
    ]);
    expect((await acts())[0]?.detail).toMatchObject({ origin: '2026-12-05T01:00:00Z', note: '台风。' });
  });

  it('does not restore what the event has no more, nor anything of a withdrawn one', async () => {
    await putEvent(db, slug, series());
    await db.sql.query('update app.session set helping = 1 where event = $1', [slug]);
    await putEvent(db, slug, series({ except: ['2026-12-05T09:00'] }), 2);
    await expect(change('restore', '2026-12-05T09:00')).rejects.toThrow('not_open');
    await db.sql.query('update app.session set helping = 0 where event = $1', [slug]);
    await db.sql.query('select app.withdraw_event($1)', [slug]);
    await expect(change('restore', '2026-12-12T09:00')).rejects.toThrow('not_open');
  });

  it('lowers places below what is taken: nobody loses one, and the answer tells how many are over', async () => {
    await putEvent(db, slug, series());
    await db.sql.query('update app.session set taken = 60 where event = $1 and origin = $2', [
      ...[slug, momentOf('2026-12-05T09:00')],
    ]);
    const answer = await change('capacity', '2026-12-05T09:00', { capacity: 50 });
    expect(answer).toMatchObject({ over: 10, session: { places: { capacity: 50, taken: 60 } } });
    expect(await event()).toMatchObject({ sequence: 0 });
    expect(
      await db.value(`select app.sign_up_state(s) from app.session s where event = $1 and taken = 60`, [slug]),
    ).toBe('waiting');
    for (const capacity of [0, 10_001, null]) {
      await expect(change('capacity', '2026-12-05T09:00', { capacity })).rejects.toThrow('bad_argument');
    }
    await putEvent(db, slug, series({ sign_up: null }), 2);
    await expect(change('capacity', '2026-12-05T09:00', { capacity: 5 })).rejects.toThrow('bad_argument');
    await db.sql.query('update app.session set taken = 0 where event = $1', [slug]);
  });

  it('only at its own place, with the right to', async () => {
    await putEvent(db, slug, series());
    for (const who of ['guo', 'wen'] as const) await change('capacity', '2026-12-05T09:00', { capacity: 70 }, who);
    await expect(change('cancel', '2026-12-05T09:00', {}, 'jiang')).rejects.toThrow('not_staff');
    await expect(change('cancel', '2026-12-05T09:00', {}, 'he')).rejects.toThrow('not_staff');
    await expect(change('cancel', '2026-12-05T09:00', {}, 'ma')).rejects.toThrow('not_staff');
    expect((await rows())[1]).toMatchObject({ state: 'planned' });
  });

  it('sees its agenda: what is to come, and what nobody has reported yet', async () => {
    await putEvent(db, slug, series());
    await setClock(db, '2026-12-07T12:00:00+08:00');
    const agenda = (who: Persona, place: string, from = '2026-11-01', to = '2026-12-31') =>
      as<AgendaRow[]>(who, 'api.agenda($1, $2, $3)', [place, from, to]);
    const own = (await agenda('guo', '330302')).filter((row) => row.event === slug);
    expect(own.map(({ starts_at, unreported }) => [starts_at.slice(0, 10), unreported])).toEqual([
      ...[
        ['2026-11-28', true],
        ['2026-12-05', true],
        ['2026-12-12', false],
        ['2026-12-19', false],
        ['2026-12-26', false],
      ],
    ]);
    expect(own[0]).toMatchObject({
      title: { 'zh-Hans': '周末禁毒课堂' },
      place: '330302',
      place_name: { 'zh-Hans': '鹿城区' },
    });
    expect((await agenda('wen', '330300')).some((row) => row.event === slug)).toBe(true);
    expect((await agenda('jiang', '330302')).some((row) => row.event === slug)).toBe(true);
    expect((await agenda('ma', '330381')).some((row) => row.event === slug)).toBe(false);
    await expect(agenda('ma', '330302')).rejects.toThrow('not_staff');
    await expect(agenda('guo', '330302', '2026-01-01', '2026-12-31')).rejects.toThrow('bad_argument');
    const dates = await as<StaffSession[]>('guo', 'api.event_sessions($1)', [slug]);
    expect(dates.map(({ unreported }) => unreported)).toEqual([true, true, false, false, false, false]);
    await expect(as('ma', 'api.event_sessions($1)', [slug])).rejects.toThrow();
  });
});
