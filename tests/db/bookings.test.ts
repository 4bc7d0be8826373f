import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';
import { begin, peopleWait } from '../world/races.ts';
import { caller, row, signed } from '../world/registers.ts';
import { OTHER_SCHOOL, SCHOOL } from '../world/school-names.ts';

let db: Database;
let day: string;
const as: ReturnType<typeof caller> = (...args) => caller(db)(...args);
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  day = await db.value<string>(`select (app.day(app.clock_now()) + 7)::text`);
  await signed(db, 'base', [
    row(1, { key: 'museum', title: { 'zh-Hans': '教育基地' }, fields: { bookable: true, capacity: 100 } }),
    row(2, { key: 'small-room', fields: { bookable: true } }),
    row(3, { key: 'not-bookable' }),
    row(4, { key: 'closed', to: '2026-01-01', fields: { bookable: true } }),
  ]);
});
afterAll(closeDatabases);

const ask = async (
  who: Persona,
  from: string,
  to: string,
  pupils: number,
  { venue = 'museum', school = SCHOOL, on = day } = {},
) =>
  (await as<{ id: string }>(who, 'api.ask_booking($1, $2, $3, $4, $5, $6)', [venue, on, from, to, school, pupils])).id;
const answer = (who: Persona, id: string, agreed = true, note: string | null = null) =>
  as(who, 'api.answer_booking($1, $2, $3)', [id, agreed, note]);
const bookings = (who: Persona) =>
  as<{ id: string; state: string; beside: number; note: string | null; pupils: number }[]>(who, 'api.bookings()');

describe('a booking', () => {
  it('is asked for by a teacher, seen by both sides and by nobody else, and answered by the office', async () => {
    const id = await ask('dai', '09:00', '10:30', 45);
    expect(await ask('dai', '09:00', '10:30', 45), 'pressed twice').toBe(id);
    expect(await bookings('dai')).toEqual([
      expect.objectContaining({
        id,
        venue: 'museum',
        venue_name: { 'zh-Hans': '教育基地' },
        school: SCHOOL,
        day,
        from_time: '09:00',
        to_time: '10:30',
        pupils: 45,
        state: 'asked',
        capacity: 100,
      }),
    ]);
    expect((await bookings('guo')).map((b) => b.id)).toEqual([id]);
    for (const who of ['ma', 'fang'] as const) expect(await bookings(who), who).toEqual([]);
    for (const who of ['jiang', 'an'] as const) await expect(bookings(who), who).rejects.toThrow('not_staff');
    await expect(answer('ma', id)).rejects.toThrow('not_found');
    await expect(answer('dai', id), 'not by who asks').rejects.toThrow('not_staff');
    await expect(answer('guo', id, true, '打给 13812345678')).rejects.toThrow('bad_argument');
    await answer('guo', id, true, '请走东门');
    expect((await bookings('dai'))[0]).toMatchObject({ state: 'agreed', note: '请走东门' });
    await as('dai', 'api.cancel_booking($1)', [id]);
    await expect(as('dai', 'api.cancel_booking($1)', [id])).rejects.toThrow('not_open');
    await expect(answer('guo', id)).rejects.toThrow('not_open');
    expect(await db.rows(`select act from app.audit where kind = 'venue' order by id`)).toEqual([
      { act: 'ask_booking' },
      { act: 'answer_booking' },
      { act: 'cancel_booking' },
    ]);
  });

  it('is refused where it cannot be: another school, a venue that takes none, hours that are none', async () => {
    await expect(ask('dai', '09:00', '10:00', 40, { school: OTHER_SCHOOL })).rejects.toThrow('not_staff');
    await expect(ask('guo', '09:00', '10:00', 40)).rejects.toThrow('not_staff');
    await expect(ask('dai', '09:00', '10:00', 40, { venue: 'no-such' })).rejects.toThrow('not_found');
    for (const venue of ['not-bookable', 'closed'])
      await expect(ask('dai', '09:00', '10:00', 40, { venue }), venue).rejects.toThrow('not_open');
    await expect(ask('dai', '09:00', '10:00', 101)).rejects.toThrow('not_open');
    for (const [from, to, pupils] of [
      ['10:00', '09:00', 40],
      ['9:00', '10:00', 40],
      ['29:00', '30:00', 40],
      ['09:00', '10:00', 0],
    ] as const)
      await expect(ask('dai', from, to, pupils), `${from} ${to} ${pupils}`).rejects.toThrow('bad_argument');
    await expect(ask('dai', '09:00', '10:00', 40, { on: '2020-01-01' })).rejects.toThrow('bad_argument');
  });

  it('is agreed to as long as the fullest moment has room', async () => {
    const on = await db.value<string>(`select (app.day(app.clock_now()) + 8)::text`);
    const at = (from: string, to: string, pupils: number, venue = 'museum') =>
      ask('dai', from, to, pupils, { on, venue });
    const [morning, late, through, after] = [
      await at('09:00', '10:00', 60),
      await at('10:00', '11:00', 60),
      await at('09:30', '10:30', 40),
      await at('09:45', '09:50', 1),
    ];
    for (const id of [morning, late, through]) await answer('guo', id);
    await expect(answer('guo', after)).rejects.toThrow('in_use');
    expect((await bookings('guo')).find(({ id }) => id === through)?.beside).toBe(120);
    const [one, two, next] = [
      await at('09:00', '10:00', 20, 'small-room'),
      await at('09:30', '10:30', 20, 'small-room'),
      await at('10:00', '11:00', 20, 'small-room'),
    ];
    await answer('guo', one);
    await expect(answer('guo', two), 'one group at a time').rejects.toThrow('in_use');
    await answer('guo', next);
    await answer('guo', two, false, '换个时间');
  });

  it('that two clerks agree to at once finds room for one', async () => {
    const on = await db.value<string>(`select (app.day(app.clock_now()) + 9)::text`);
    const ids = [await ask('dai', '09:00', '10:00', 60, { on }), await ask('sun', '09:15', '10:00', 60, { on })];
    const [first, second] = await Promise.all([db.connect(), db.connect()]);
    const agree = 'select api.answer_booking($1, true)';
    await begin(first, PERSONAS.guo.id, agree, [ids[0]]);
    const other = callAs(second, PERSONAS.guo.id, agree, [ids[1]]);
    const refused = expect(other).rejects.toThrow('in_use');
    await peopleWait(db, 1);
    await first.query('commit');
    await refused;
  });

  it('is visited when the day has come, with the heads that were there', async () => {
    const today = await db.value<string>(`select app.day(app.clock_now())::text`);
    const id = await ask('dai', '23:00', '23:30', 30, { on: today });
    await expect(as('guo', 'api.visit_booking($1, 28)', [id])).rejects.toThrow('not_open');
    await answer('guo', id);
    await expect(as('dai', 'api.visit_booking($1, 28)', [id])).rejects.toThrow('not_staff');
    await as('guo', 'api.visit_booking($1, 28)', [id]);
    expect((await bookings('dai')).find((b) => b.id === id)).toMatchObject({ state: 'visited', pupils: 28 });
  });

  it('that nobody came to is missed, not cancelled: both sides read it, and it is counted by itself', async () => {
    const today = await db.value<string>(`select app.day(app.clock_now())::text`);
    const figures = (who: Persona, place = '330302') =>
      as<object[]>(who, 'api.visit_figures($1, $2, $2)', [place, today]);
    const before = await figures('guo');
    expect(before).toEqual([{ type: 'base', visits: 1, pupils: 28, missed: 0 }]);
    const id = await ask('dai', '22:00', '22:30', 40, { on: today });
    await answer('guo', id);
    expect(await figures('guo'), 'what is only agreed to is no visit yet').toEqual(before);
    await expect(as('guo', 'api.visit_booking($1, -1)', [id])).rejects.toThrow('bad_argument');
    await as('guo', 'api.visit_booking($1, 0)', [id]);
    for (const who of ['guo', 'dai'] as const)
      expect((await bookings(who)).find((b) => b.id === id)).toMatchObject({ state: 'missed', pupils: 40 });
    expect(await figures('guo')).toEqual([{ type: 'base', visits: 1, pupils: 28, missed: 1 }]);
    await expect(as('dai', 'api.cancel_booking($1)', [id])).rejects.toThrow('not_open');
    await as('guo', 'api.visit_booking($1, 12)', [id]);
    expect(await figures('guo'), 'they were late').toEqual([{ type: 'base', visits: 2, pupils: 40, missed: 0 }]);
    expect(await as('he', 'api.register_figures($1, $2, $2)', ['330300', today])).toContainEqual(
      expect.objectContaining({
        type: 'base',
        measures: expect.arrayContaining([
          expect.objectContaining({ measure: 'visits', figure: expect.objectContaining({ value: 0 }) }),
        ]),
      }),
    );
    await expect(figures('guo', '330381')).rejects.toThrow('not_staff');
    await expect(figures('dai')).rejects.toThrow('not_staff');
    await expect(as('guo', `api.visit_figures('330302', '2026-02-01', '2020-01-01')`)).rejects.toThrow('bad_argument');
  });
});
