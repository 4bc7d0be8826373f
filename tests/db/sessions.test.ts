import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody, SessionState } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent, weekly } from '../world/events.ts';
import { smallCity } from '../world/forms.ts';

/** What becomes of the dates of an event: laid out, kept, moved, cancelled, taken back. */
let db: Database;
let slug: string;
let n = 0;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
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
