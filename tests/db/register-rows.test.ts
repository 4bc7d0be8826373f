import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, putEvent } from '../world/events.ts';
import { PERSONAS } from '../world/personas.ts';
import { addRows, caller, everyKind, exact, openBatch, row, signBatch, signed } from '../world/registers.ts';
import { SCHOOL } from '../world/school-names.ts';
import * as world from '../world/tickets.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  expect(await db.value('select app.put_register_type($1)', [JSON.stringify(everyKind())])).toEqual([]);
});
afterAll(closeDatabases);

const list = (type: string, filter: object = {}, size = 50) =>
  caller(db)<{ next: string | null; total: number }>('he', 'api.register($1, $2, null, $3)', [
    type,
    JSON.stringify(filter),
    size,
  ]);

describe('rows', () => {
  it('are told by row, field and rule what is wrong; the good ones are kept', async () => {
    const f = (name: string, value: unknown) => ({ fields: { [name]: value } });
    const bad: [object, string][] = [
      [{ key: 'Größe' }, 'key bad_key'],
      [{ key: '' }, 'key bad_key'],
      [{ place: '330381' }, 'place outside'],
      [{ place: '3303020001' }, 'place outside'],
      [{ place: null }, 'place outside'],
      [{ title: { en: 'Only English' } }, 'title missing'],
      [{ title: { 'zh-Hans': '一'.repeat(81) } }, 'title.zh-Hans bad_text'],
      [{ title: { 'zh-Hans': '反\u202e转' } }, 'title.zh-Hans bad_text'],
      [{ title: '张三' }, 'title missing'],
      [{ title: { 'zh-Hans': '找张三 13812345678' } }, 'title personal'],
      [{ from: '2026-02-30' }, 'from bad_day'],
      [{ from: '2026-03-01', to: '2026-02-01' }, 'to order'],
      [{ to: 'infinity' }, 'to bad_day'],
      [{ number: { value: 1.5, qualifier: 'exact' } }, 'number bad_figure'],
      [{ number: { value: 1, qualifier: 'mixed' } }, 'number bad_figure'],
      [{ number: 12 }, 'number bad_figure'],
      [{ measures: { people: { value: -1, qualifier: 'exact' } } }, 'people bad_figure'],
      [{ measures: { cats: exact(1) } }, 'cats unknown'],
      [{ colour: 'red' }, 'colour unknown'],
      [f('colour', 'red'), 'colour unknown'],
      [f('about', { 'zh-Hans': '一'.repeat(21) }), 'about bad_text'],
      [f('number', 'one\ntwo'), 'number bad_text'],
      [f('number', '12345678901'), 'number bad_text'],
      [f('units', '12'), 'units bad_number'],
      [f('units', 1e300), 'units bad_number'],
      [f('units', 101), 'units range'],
      [f('checked', '2026-13-01'), 'checked bad_day'],
      [f('link', 'http://example.org'), 'link bad_link'],
      [f('link', 'javascript:alert(1)'), 'link bad_link'],
      [f('link', 'https://user:pass@example.org/'), 'link bad_link'],
      [f('link', 'https://example.org/" onclick="x'), 'link bad_link'],
      [f('sort', 'b'), 'sort unknown'],
      [f('sort', ['a']), 'sort unknown'],
      [f('topics', ['nps', 'nps']), 'topics unknown'],
      [f('topics', ['no-such']), 'topics unknown'],
      [f('topics', 'nps'), 'topics unknown'],
      [f('smart', 'yes'), 'smart bad_flag'],
      [f('picture', 'a'.repeat(64)), 'picture unknown'],
      [f('position', [200, 20]), 'position bad_position'],
      [f('about', { 'zh-Hans': '身份证330302199001011234' }), 'about personal'],
      [{ act: 'remove', key: 'not-there' }, 'key unknown'],
      [{ act: 'burn' }, 'act unknown'],
      [{ fields: 'x' }, 'fields bad_text'],
    ];
    const batch = await openBatch(db, 'everything', { expected: 60 });
    const good = row(100, {
      key: 'good',
      fields: {
        about: { 'zh-Hans': '<b onclick=x>&amp;' },
        units: 0.5,
        link: 'https://example.org/a?b=c#d',
        sort: 'a',
        topics: ['nps', 'law'],
        smart: false,
        position: [120.6, 28],
        checked: null,
      },
    });
    const problems = await addRows(db, batch, [
      ...bad.map(([more], i) => ({ ...row(i + 1), key: `bad-${i}`, ...more })),
      good,
    ]);
    expect(problems.map((p) => `${p.row} ${p.field} ${p.rule}`)).toEqual(
      expect.arrayContaining(bad.map(([, said], i) => `${i + 1} ${said}`)),
    );
    expect(new Set(problems.map((p) => p.row)).size).toBe(bad.length);
    expect(
      await db.rows('select key, body -> $2 as about from app.register_row where batch = $1', [batch, 'fields']),
    ).toEqual([
      {
        key: 'good',
        about: {
          about: { 'zh-Hans': '<b onclick=x>&amp;' },
          units: 0.5,
          link: 'https://example.org/a?b=c#d',
          sort: 'a',
          topics: ['nps', 'law'],
          smart: false,
          position: [120.6, 28],
        },
      },
    ]);
  });

  it('that come twice stand once; a key that another row has is a problem of the later one', async () => {
    const batch = await openBatch(db, 'everything', { expected: 3 });
    expect(await addRows(db, batch, [row(1), row(2, { key: 'row-1' })])).toEqual([
      { row: 2, field: 'key', rule: 'same_key', other: 1 },
    ]);
    expect(await addRows(db, batch, [row(1, { title: { 'zh-Hans': '改了' } })])).toEqual([]);
    expect(await addRows(db, batch, [row(3, { key: 'row-1' })])).toEqual([
      { row: 3, field: 'key', rule: 'same_key', other: 1 },
    ]);
    expect(await addRows(db, batch, [row(1, { key: 'row-2' }), row(2, { key: 'row-1' })]), 'keys are swapped').toEqual(
      [],
    );
    expect(await addRows(db, batch, [row(1, { key: 'row-2', place: 'x' })])).toEqual([
      { row: 1, field: 'place', rule: 'outside' },
    ]);
    expect(await db.rows('select ord, key from app.register_row where batch = $1', [batch])).toEqual([
      { ord: 2, key: 'row-1' },
    ]);
    for (const rows of [
      [],
      'x',
      [1],
      [{ ...row(1), row: 'one' }],
      [row(1), row(1)],
      Array.from({ length: 201 }, (_, i) => row(i + 1)),
    ])
      await expect(addRows(db, batch, rows), JSON.stringify(rows).slice(0, 40)).rejects.toThrow('bad_argument');
  });

  it('do not take over an entry of another place by its key, nor a venue of another type', async () => {
    await signed(db, 'base', [row(1, { key: 'ruian-base', place: '330381' })], { by: 'ma', place: '330381' });
    const batch = await openBatch(db, 'base');
    expect(
      await addRows(db, batch, [row(1, { key: 'ruian-base' }), row(2, { key: 'ruian-base', act: 'remove' })]),
    ).toEqual([
      { row: 1, field: 'key', rule: 'elsewhere' },
      { row: 2, field: 'key', rule: 'elsewhere' },
    ]);
    const park = await openBatch(db, 'theme_park', { by: 'ma', place: '330381' });
    expect(await addRows(db, park, [row(1, { key: 'ruian-base', place: '330381' })], 'ma')).toEqual([
      { row: 1, field: 'key', rule: 'taken' },
    ]);
  });

  it('of two types that bring the same venue at once stand for one of them', async () => {
    const keys = Array.from({ length: 30 }, (_, i) => row(i + 1, { key: `same-venue-${i}` }));
    const batches: string[] = [];
    for (const type of ['base', 'theme_park']) {
      const batch = await openBatch(db, type, { expected: keys.length });
      expect(await addRows(db, batch, keys)).toEqual([]);
      batches.push(batch);
    }
    const both = await Promise.all(
      batches.map(async (batch) =>
        callAs<{ done: boolean; problems: object[] }>(await db.connect(), PERSONAS.he.id, 'select api.sign_batch($1)', [
          batch,
        ]),
      ),
    );
    expect(both.map(({ done }) => done).sort()).toEqual([false, true]);
    const problems = both.find(({ done }) => !done)?.problems;
    expect(problems).toHaveLength(keys.length);
    expect(problems?.[0]).toEqual({ row: 1, field: 'key', rule: 'taken' });
  });

  it('that something has come in the way of since are not signed, and say so', async () => {
    const late = await openBatch(db, 'work', { expected: 1 });
    await signed(db, 'work_kind', [row(1, { key: 'lantern' })]);
    expect(await addRows(db, late, [row(1, { key: 'lantern-show', fields: { kind: 'lantern' } })])).toEqual([]);
    await signed(db, 'work_kind', [{ row: 1, act: 'remove', key: 'lantern' }]);
    expect(await signBatch(db, late)).toEqual({ done: false, problems: [{ row: 1, field: 'kind', rule: 'unknown' }] });
    expect((await list('work', { q: 'lantern' })).total).toBe(0);
    await signed(db, 'work_kind', [row(1, { key: 'lantern' })]);
    expect(await signBatch(db, late)).toEqual({ done: true, problems: [] });
    const removal = await openBatch(db, 'work_kind');
    expect(await addRows(db, removal, [{ row: 1, act: 'remove', key: 'lantern' }])).toEqual([
      { row: 1, field: 'key', rule: 'in_use' },
    ]);
    await eventWords(db);
    await putEvent(db, 'spoken-for', eventBody({ type: 'workshop', topics: ['refusal'] }));
    for (const [type, key] of [
      ['event_type', 'workshop'],
      ['topic', 'refusal'],
      ['hall', 'test-hall'],
    ] as const) {
      const batch = await openBatch(db, type, { by: 'wen', place: '330300' });
      const problems = await addRows(db, batch, [{ row: 1, act: 'remove', key }], 'wen');
      expect(problems, `${type} of a published event`).toEqual([{ row: 1, field: 'key', rule: 'in_use' }]);
    }
  });

  it('that a report or a booking counts by are not removed: its leaflets would be none', async () => {
    const city = { by: 'wen', place: '330300' } as const;
    await signed(db, 'material', [row(1, { key: 'flyer', place: '330300', fields: { sort: 'leaflet' } })], city);
    await signed(db, 'team', [row(1, { key: 'helping-team' })]);
    const origin = await world.putEvent(db, 'told', {
      start: world.local(world.inHours(-5)),
      end: world.local(world.inHours(-3)),
    });
    const materials = [{ item: 'flyer', counter: null, out: 9, handed: 9, back: 0, qualifier: 'over' as const }];
    const body = world.reportBody({ materials, shifts: [{ team: 'helping-team', people: 2, minutes: 60 }] });
    expect(
      await db.as(PERSONAS.guo.id, 'select api.report_session($1, $2, $3)', ['told', origin, JSON.stringify(body)]),
    ).toEqual({ problems: [] });
    await signed(db, 'base', [row(1, { key: 'visited-base', fields: { bookable: true } })]);
    const [day] = await db.rows<{ day: string }>('select (app.day(app.clock_now()) + 5)::text as day');
    await caller(db)('dai', `api.ask_booking('visited-base', $1, '09:00', '10:00', $2, 30)`, [day?.day, SCHOOL]);
    for (const [type, key, who] of [
      ['base', 'visited-base', {}],
      ['material', 'flyer', city],
      ['team', 'helping-team', {}],
    ] as const) {
      const batch = await openBatch(db, type, who);
      expect(await addRows(db, batch, [{ row: 1, act: 'remove', key }], who === city ? 'wen' : 'guo'), type).toEqual([
        { row: 1, field: 'key', rule: 'in_use' },
      ]);
    }
  });

  it('of 2,500 cultural halls stand, with no call as long as a Supabase project cuts one off (8 s)', {
    timeout: 120_000,
  }, async () => {
    const halls = Array.from({ length: 2500 }, (_, i) =>
      row(i + 1, {
        key: `hall-${i}`,
        place: '330302',
        fields: {
          address: { 'zh-Hans': `第${i}村` },
          position: [120.6 + i / 1e5, 28],
          accessible: i % 2 === 0,
          facilities: ['stage'],
        },
      }),
    );
    const batch = await openBatch(db, 'cultural_hall', { expected: 2500 });
    let longest = 0;
    const timed = async (call: Promise<unknown>) => {
      const began = Date.now();
      await call;
      longest = Math.max(longest, Date.now() - began);
    };
    for (let i = 0; i < 2500; i += 200) await timed(addRows(db, batch, halls.slice(i, i + 200)));
    await timed(signBatch(db, batch));
    expect(longest).toBeLessThan(8000);
    expect((await list('cultural_hall')).total).toBe(2500);
    const page = await list('cultural_hall', { q: '第24' }, 200);
    expect(page.total).toBe(111);
    expect(page.next).toBeNull();
    const one = await db.rows<{ line: string }>(
      `explain (costs off) select * from app.register_entry where type = 'cultural_hall' and key = 'hall-7'`,
    );
    expect(one.map((r) => Object.values(r)[0]).join(' ')).toMatch(/Index Scan using register_entry_(type_key_)?key /);
  });
});
