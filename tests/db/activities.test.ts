import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportBody } from '../../src/contract/events.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent } from '../world/events.ts';
import { caller, exact, over, type Row, row, signed } from '../world/registers.ts';

let db: Database;
const as: ReturnType<typeof caller> = (...args) => caller(db)(...args);
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await db.sql.query(
    `delete from app.register_figure; delete from app.register_entry e using app.register_type t where t.key = e.type and t.family <> 'term'`,
  );
});
afterAll(closeDatabases);

const activities = (from: string, to: string, place = '330300', who: 'he' | 'guo' | 'ma' = 'he') =>
  // biome-ignore lint/suspicious/noExplicitAny: parts of it are looked at
  as<any>(who, 'api.activity_figures($1, $2, $3)', [place, from, to]);
interface Sums {
  type: string;
  entries: number;
  number: object;
  fresh: object;
  measures: { measure: string; figure: object; entries: number }[];
}
const figures = async (type: string, on = '2025-12-31', from = '2025-01-01', place = '330300') =>
  (await as<Sums[]>('he', 'api.register_figures($1, $2, $3)', [place, on, from])).find((one) => one.type === type);
const measure = (sums: Sums | undefined, name: string) => sums?.measures.find((one) => one.measure === name)?.figure;
const rows = (count: number, make: (n: number) => Partial<Row>) =>
  Array.from({ length: count }, (_, i) => row(i + 1, make(i)));
const day = (n: number) => `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`;
const YEAR = { as_of: '2025-12-31', source: '2025 年工作总结' };

describe('the year of a city', () => {
  it('141 activities with 9000余 leaflets and 2500余 gifts are read back as exactly these', async () => {
    await signed(
      db,
      'activity',
      rows(141, (i) => ({
        key: `act-${i}`,
        from: day(i),
        fields: {
          event_type: i % 2 ? 'talk' : 'outreach',
          entries: ['communities'],
          ...(i < 36 ? { topic: 'nps' } : {}),
        },
        measures: {
          leaflets: i < 140 ? exact(60) : over(600),
          ...(i < 100 ? { gifts: i < 99 ? exact(25) : over(25) } : {}),
          persons: exact(10),
        },
      })),
      YEAR,
    );
    const all = await activities('2025-01-01', '2025-12-31');
    expect(all.held).toEqual({ measured: exact(0), stated: exact(141), all: exact(141) });
    expect(all.leaflets.all).toEqual(over(9000));
    expect(all.gifts.all).toEqual(over(2500));
    expect(all.persons).toEqual({ measured: exact(0), stated: exact(1410), all: exact(1410) });
    expect(all.person_times.all, 'heads and person-times are never one number').toEqual(exact(0));
    expect(all.by.topic).toEqual([
      expect.objectContaining({ key: 'nps', held: expect.objectContaining({ all: exact(36) }) }),
    ]);
    expect(all.by.type.map((t: { key: string; held: { all: object } }) => [t.key, t.held.all])).toEqual([
      ['outreach', exact(71)],
      ['talk', exact(70)],
    ]);
    expect(all.by.entry).toEqual([
      expect.objectContaining({ key: 'communities', name: expect.objectContaining({ 'zh-Hans': '进社区（农村）' }) }),
    ]);
    expect(all.by.month).toHaveLength(12);
    expect(all.by.county).toEqual([
      expect.objectContaining({ key: '330302', name: expect.objectContaining({ 'zh-Hans': '鹿城区' }) }),
    ]);
    expect((await activities('2025-01-01', '2025-12-31', '330302', 'guo')).held.all).toEqual(exact(141));
    expect((await figures('activity'))?.fresh).toEqual(exact(141));
    expect(measure(await figures('activity'), 'leaflets')).toEqual(over(9000));
  });

  it('30余 large events of the publicity month stay 30余, and make the sum of the city 余 too', async () => {
    await signed(
      db,
      'activity',
      [
        row(1, {
          key: 'month',
          place: '330381',
          from: '2025-06-26',
          number: over(30),
          fields: { event_type: 'outreach', campaign: 'month-2025', size: 'large' },
        }),
      ],
      { ...YEAR, by: 'ma', place: '330381' },
    );
    const all = await activities('2025-01-01', '2025-12-31');
    expect(all.by.campaign).toEqual([
      expect.objectContaining({ key: 'month-2025', held: { measured: exact(0), stated: over(30), all: over(30) } }),
    ]);
    expect(all.by.size.find((s: { key: string }) => s.key === 'large').held.all).toEqual(over(30));
    expect(all.held.all).toEqual(over(171));
    expect((await activities('2025-01-01', '2025-12-31', '330302')).held.all, 'of the other district').toEqual(
      exact(141),
    );
  });

  it('189 teams with 3,305 volunteers; 12 bases, 221 rooms, 14 communities; 2500余 halls', async () => {
    await signed(
      db,
      'team',
      rows(189, (i) => ({ key: `team-${i}`, from: '2022-01-01', measures: { people: exact(i < 188 ? 17 : 109) } })),
      YEAR,
    );
    await signed(
      db,
      'base',
      rows(12, (i) => ({ key: `base-${i}` })),
      YEAR,
    );
    await signed(
      db,
      'classroom',
      rows(221, (i) => ({ key: `room-${i}` })),
      YEAR,
    );
    await signed(
      db,
      'brand_community',
      rows(14, (i) => ({ key: `brand-${i}` })),
      YEAR,
    );
    await signed(db, 'cultural_hall', [row(1, { key: 'halls', number: over(2500) })], YEAR);
    const team = await figures('team');
    expect(team).toMatchObject({ entries: 189, number: exact(189) });
    expect(measure(team, 'people')).toEqual(exact(3305));
    expect((await figures('base'))?.number).toEqual(exact(12));
    expect((await figures('classroom'))?.number).toEqual(exact(221));
    expect((await figures('brand_community'))?.number).toEqual(exact(14));
    expect(await figures('cultural_hall')).toMatchObject({ entries: 1, number: over(2500) });
  });
});

describe('figures of a register', () => {
  it('are those of the day: entries that count then, stock as it was known then, flow of the period', async () => {
    await signed(
      db,
      'media_account',
      [
        row(1, {
          key: 'wechat',
          from: '2024-01-01',
          fields: { platform: 'wechat' },
          measures: { followers: over(1000) },
        }),
      ],
      { as_of: '2024-12-31' },
    );
    await signed(
      db,
      'media_account',
      [
        row(1, {
          key: 'wechat',
          from: '2024-01-01',
          to: '2025-11-30',
          fields: { platform: 'wechat' },
          measures: { followers: exact(2500) },
        }),
      ],
      { as_of: '2025-06-30' },
    );
    const on = async (day: string) => {
      const sums = await figures('media_account', day, '2024-01-01');
      return [sums?.entries, measure(sums, 'followers')];
    };
    expect(await on('2024-06-30')).toEqual([1, exact(0)]);
    expect(await on('2025-06-29')).toEqual([1, over(1000)]);
    expect(await on('2025-06-30')).toEqual([1, exact(2500)]);
    expect(await on('2025-12-01'), 'closed').toEqual([0, exact(0)]);
    await signed(
      db,
      'competition',
      [row(1, { key: 'essays', from: '2025-03-01', fields: { sort: 'essay' }, measures: { entries: over(300) } })],
      { as_of: '2025-04-01' },
    );
    await signed(
      db,
      'competition',
      [row(1, { key: 'essays', from: '2025-05-01', fields: { sort: 'essay' }, measures: { entries: exact(310) } })],
      { as_of: '2025-05-02' },
    );
    expect(measure(await figures('competition'), 'entries'), 'a flow that was moved is not counted twice').toEqual(
      exact(310),
    );
    expect(measure(await figures('competition', '2025-04-30'), 'entries')).toEqual(exact(0));
  });

  it('of a whole that grew are those of the day', async () => {
    await signed(db, 'theme_park', [row(1, { key: 'parks', number: exact(9) })], { as_of: '2024-12-31' });
    await signed(db, 'theme_park', [row(1, { key: 'parks', number: over(13) })], { as_of: '2025-12-31' });
    expect((await figures('theme_park', '2025-12-30'))?.number).toEqual(exact(9));
    expect((await figures('theme_park', '2025-12-31'))?.number).toEqual(over(13));
    expect((await figures('theme_park', '2023-01-01', '2022-01-01'))?.number, 'before anybody counted').toEqual(
      exact(9),
    );
  });

  it('are seen where one has figures, and nowhere else', async () => {
    for (const [who, place] of [
      ['guo', '330300'],
      ['ma', '330302'],
      ['jiang', '330302'],
      ['an', '330302'],
    ] as const) {
      await expect(
        as(who, 'api.register_figures($1, $2, $3)', [place, '2025-12-31', '2025-01-01']),
        who,
      ).rejects.toThrow('not_staff');
      await expect(
        as(who, 'api.activity_figures($1, $2, $3)', [place, '2025-01-01', '2025-12-31']),
        who,
      ).rejects.toThrow('not_staff');
    }
    for (const range of [
      ['2025-12-31', '2025-01-01'],
      ['2000-01-01', '2025-01-01'],
      [null, '2025-01-01'],
      ['-infinity', 'infinity'],
    ])
      await expect(as('he', `api.activity_figures('330300', $1, $2)`, range), String(range)).rejects.toThrow(
        'bad_argument',
      );
  });
});

describe('dates of events', () => {
  const report = (more: Partial<ReportBody> = {}): ReportBody => ({
    held: true,
    count: { value: 80, qualifier: 'over', how: 'estimated', unit: 'persons' },
    materials: [
      { item: 'leaflet', counter: null, out: 200, handed: 150, back: 50, qualifier: 'exact' },
      { item: 'booklet', counter: null, out: 90, handed: 90, back: 0, qualifier: 'nearly' },
      { item: 'tote', counter: null, out: 20, handed: 12, back: 8, qualifier: 'exact' },
      { item: 'board', counter: null, out: 5, handed: 0, back: 5, qualifier: 'exact' },
    ],
    shifts: [],
    note: null,
    ...more,
  });

  it('count when they were held and reported, apart from what was brought in; the newest report holds', async () => {
    await eventWords(db);
    const ago = (n: number) => db.value<string>(`select (app.day(app.clock_now()) - $1::integer)::text`, [n]);
    const days = [await ago(14), await ago(13), await ago(12), await ago(11)];
    const origins = days.map((d) => momentOf(`${d}T09:00`));
    await putEvent(
      db,
      'last-weeks',
      eventBody({
        start: `${days[0]}T09:00`,
        end: `${days[0]}T11:00`,
        dates: days.slice(1).map((d) => `${d}T09:00`),
        topics: ['new-drugs'],
        campaign: 'june-2026',
        size: 'large',
      }),
    );
    const say = (n: number, body: ReportBody) =>
      as<{ problems: unknown[] }>('guo', 'api.report_session($1, $2, $3)', [
        'last-weeks',
        origins[n],
        JSON.stringify(body),
      ]);
    expect(await say(0, report({ count: { value: 5, qualifier: 'exact', how: 'counted', unit: 'persons' } }))).toEqual({
      problems: [],
    });
    expect(await say(0, report())).toEqual({ problems: [] });
    expect(
      await say(
        1,
        report({ count: { value: 20, qualifier: 'exact', how: 'counted', unit: 'person_times' }, materials: [] }),
      ),
    ).toEqual({ problems: [] });
    expect(await say(2, { ...report(), held: false, count: null, materials: [] })).toEqual({ problems: [] });
    await signed(
      db,
      'activity',
      [
        row(1, {
          key: 'elsewhere',
          from: await ago(10),
          fields: { event_type: 'talk' },
          measures: { persons: exact(7), leaflets: over(100) },
        }),
      ],
      { as_of: await ago(9) },
    );
    const all = await activities(await ago(14), await ago(5), '330302');
    expect(all).toMatchObject({
      planned: 0,
      cancelled: 0,
      not_held: 1,
      unreported: 1,
      held: { measured: exact(2), stated: exact(1), all: exact(3) },
      persons: { measured: over(80), stated: exact(7), all: over(87) },
      estimated: over(80),
      person_times: { measured: exact(20), all: exact(20) },
      leaflets: {
        measured: { value: 240, qualifier: 'nearly' },
        stated: over(100),
        all: { value: 340, qualifier: 'mixed' },
      },
      gifts: { measured: exact(12), all: exact(12) },
    });
    expect(all.by.campaign).toEqual([expect.objectContaining({ key: 'june-2026', not_held: 1, unreported: 1 })]);
    expect(all.by.size.find((s: { key: string }) => s.key === 'large').held.all).toEqual(exact(2));
    expect((await activities(await ago(40), await ago(15), '330302')).held.all).toEqual(exact(0));
  });
});
