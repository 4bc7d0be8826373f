import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportBody } from '../../src/contract/events.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { DESK, moveStock, OTHER_DESK, putDesks, putGift } from '../world/gifts.ts';
import { PERSONAS } from '../world/personas.ts';
import * as world from '../world/tickets.ts';

const { inHours, local, putEvent, reportBody } = world;
const GUO = PERSONAS.guo.id;

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await putDesks(db);
  await putGift(db, 'badge', {}, 50);
  for (const [type, key, place, title] of [
    ['material', 'leaflet', '330300', '识毒折页'],
    ['team', 'jinguo', '330302', '巾帼志愿队'],
  ]) {
    const fields = type === 'material' ? { sort: 'leaflet' } : {};
    const row = { key, place, title: { 'zh-Hans': title }, from: null, to: null, fields, measures: {} };
    const rows = [{ ...row, number: { value: 1, qualifier: 'exact' } }];
    const load = { place: '330300', as_of: '2026-01-01', source: '演示', rows };
    await db.sql.query('select app.load_entries($1, $2)', [type, JSON.stringify(load)]);
  }
});
afterAll(closeDatabases);

const past = (slug: string) => putEvent(db, slug, { start: local(inHours(-5)), end: local(inHours(-3)) });
const report = (event: string, origin: string, body: object, who = GUO) =>
  db.as<{ problems: { field: string; rule: string }[] }>(who, 'select api.report_session($1, $2, $3)', [
    event,
    origin,
    JSON.stringify(body),
  ]);
const onShelf = () => db.value<number>(`select stocked from app.stock where gift = 'badge' and counter = $1`, [DESK]);
const leaflets = { item: 'leaflet', counter: null, out: 500, handed: 420, back: 70, qualifier: 'exact' } as const;
const badges = (handed: number) =>
  ({ item: 'badge', counter: DESK, out: 20, handed, back: 20 - handed, qualifier: 'exact' }) as const;

describe('the report of a date', () => {
  it('says what was held, how many came, what was handed out and who helped; the newest one counts', async () => {
    const origin = await past('talk-1');
    const first = reportBody({
      count: { value: 60, qualifier: 'over', how: 'estimated', unit: 'person_times' },
      materials: [leaflets],
    });
    expect(await report('talk-1', origin, first)).toEqual({ problems: [] });
    const second = reportBody({ ...first, shifts: [{ team: 'jinguo', people: 6, minutes: 150 }] });
    expect(await report('talk-1', origin, second)).toEqual({ problems: [] });
    const told = await db.as<{ state: string; report: ReportBody; history: unknown[] }>(
      GUO,
      'select api.session_report($1, $2)',
      ['talk-1', origin],
    );
    expect(told).toMatchObject({ state: 'held', report: second });
    expect(told.history).toHaveLength(2);
  });

  it('takes what was handed out from the stock of its counter, and a correction moves the difference', async () => {
    const origin = await past('talk-2');
    await report('talk-2', origin, reportBody({ materials: [badges(15)] }));
    expect(await onShelf()).toBe(35);
    await report('talk-2', origin, reportBody({ materials: [badges(12)] }));
    expect(await onShelf()).toBe(38);
    expect(await db.rows('select * from app.verify_stock()')).toEqual([]);
    // more than there is: nothing of the report is put
    const more = { ...badges(20), out: 500, handed: 200, back: 0 };
    expect(await report('talk-2', origin, reportBody({ materials: [more], note: 'x' }))).toEqual({
      problems: [{ field: 'materials.0', rule: 'stock' }],
    });
    expect(await onShelf()).toBe(38);
    const told = await db.as<{ report: ReportBody }>(GUO, 'select api.session_report($1, $2)', ['talk-2', origin]);
    expect(told.report.note).toBeNull();
  });

  it('and another one at the same moment: the later starts from the earlier, the shelf is right', async () => {
    const origin = await past('talk-5');
    const shelf = await onShelf();
    const counts = [3, 9, 5, 7];
    await Promise.all(
      counts.map(async (handed) =>
        expect(
          await callAs(await db.connect(), GUO, 'select api.report_session($1, $2, $3)', [
            ...['talk-5', origin, JSON.stringify(reportBody({ materials: [badges(handed)] }))],
          ]),
        ).toEqual({ problems: [] }),
      ),
    );
    const told = await db.as<{ report: ReportBody; history: unknown[] }>(GUO, 'select api.session_report($1, $2)', [
      ...['talk-5', origin],
    ]);
    expect(told.history).toHaveLength(counts.length);
    expect(await onShelf()).toBe(shelf - (told.report.materials[0]?.handed ?? 0));
    expect(await db.rows('select * from app.verify_stock()')).toEqual([]);
  });

  it('of another district’s counter is not for its staff', async () => {
    const origin = await past('talk-3');
    await moveStock(db, 'fang', 'badge', OTHER_DESK, 'in', 5).catch(() => undefined);
    await db.sql.query('insert into app.stock (gift, counter, stocked) values ($1, $2, 5) on conflict do nothing', [
      'badge',
      OTHER_DESK,
    ]);
    const body = reportBody({ materials: [{ ...badges(2), counter: OTHER_DESK }] });
    expect(await report('talk-3', origin, body)).toEqual({ problems: [{ field: 'materials.0', rule: 'not_yours' }] });
  });

  it('says what is wrong with it and where', async () => {
    const origin = await past('talk-4');
    const wrong: [object, string, string][] = [
      [{ held: 'yes' }, 'held', 'missing'],
      [{ count: { value: -1, qualifier: 'exact', how: 'counted', unit: 'persons' } }, 'count', 'bad_figure'],
      [{ count: { value: 3, qualifier: 'about', how: 'counted', unit: 'persons' } }, 'count', 'bad_figure'],
      [{ materials: [{ ...leaflets, handed: 490, back: 20 }] }, 'materials.0', 'more_than_out'],
      [{ materials: [{ ...leaflets, item: 'nothing' }] }, 'materials.0', 'unknown_item'],
      [{ materials: [leaflets, leaflets] }, 'materials', 'twice'],
      [{ materials: [{ ...badges(1), qualifier: 'over' }] }, 'materials.0', 'exact'],
      [{ materials: 'many' }, 'materials', 'bad_list'],
      [{ shifts: [{ team: 'nobody', people: 1, minutes: 60 }] }, 'shifts.0', 'unknown_team'],
      [{ shifts: [{ team: 'jinguo', people: 0, minutes: 60 }] }, 'shifts.0', 'bad_figure'],
      [{ note: 'x'.repeat(401) }, 'note', 'bad_text'],
      [{ held: false }, 'held', 'not_held'],
      [{ more: 1 }, 'more', 'unknown'],
      [{ count: { value: 3, qualifier: 'exact', how: 'counted', unit: 'persons', by: '张三' } }, 'count', 'bad_figure'],
      [{ count: 3 }, 'count', 'bad_figure'],
      [{ count: [] }, 'count', 'bad_figure'],
      [{ materials: [{ ...leaflets, to: '张三' }] }, 'materials.0', 'unknown'],
      [{ shifts: [{ team: 'jinguo', people: 1, minutes: 60, who: '张三' }] }, 'shifts.0', 'unknown'],
    ];
    for (const [change, field, rule] of wrong)
      expect(
        (await report('talk-4', origin, { ...reportBody(), ...change })).problems,
        JSON.stringify(change),
      ).toContainEqual({ field, rule });
    expect(await db.value(`select state from app.session where event = 'talk-4'`)).toBe('planned');
  });

  it('waits until the date has begun', async () => {
    const origin = await putEvent(db, 'to-come', { start: local(inHours(2)), end: local(inHours(3)) });
    await expect(report('to-come', origin, reportBody())).rejects.toMatchObject({ code: 'PT409' });
  });
});
