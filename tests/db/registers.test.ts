import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/contract/registers.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff, PERSONAS } from '../world/personas.ts';
import { addRows, caller, everyKind, exact, openBatch, over, row, signBatch, signed } from '../world/registers.ts';

let db: Database;
const as: ReturnType<typeof caller> = (...args) => caller(db)(...args);
const SECOND = 'b0000000-0000-4000-8000-000000000001';
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  expect(await db.value('select app.put_register_type($1)', [JSON.stringify(everyKind())])).toEqual([]);
  await insertStaff(db, SECOND, 'district', '330302', '李姐');
});
afterAll(closeDatabases);

const list = (type: string, filter: object = {}, after: string | null = null, size = 50) =>
  as<{ items: Entry[]; next: string | null; total: number }>('he', 'api.register($1, $2, $3, $4)', [
    type,
    JSON.stringify(filter),
    after,
    size,
  ]);
const entry = (type: string, key: string) =>
  // biome-ignore lint/suspicious/noExplicitAny: parts of it are looked at
  as<any>('he', 'api.register_entry($1, $2)', [type, key]);
const put = (type: object) =>
  db.value<{ field: string; rule: string }[]>('select app.put_register_type($1)', [JSON.stringify(type)]);

describe('a batch', () => {
  it('stands only when a second person has signed it', async () => {
    const batch = await openBatch(db, 'team');
    expect(await addRows(db, batch, [row(1, { key: 'four-eyes', measures: { people: exact(30) } })])).toEqual([]);
    expect((await list('team')).items.map(({ key }) => key)).not.toContain('four-eyes');
    await expect(signBatch(db, batch, 'guo')).rejects.toThrow('not_staff');
    await expect(signBatch(db, batch, 'wen'), 'an editor does not sign').rejects.toThrow('not_staff');
    expect(await as('he', 'api.batches($1)', ['team'])).toContainEqual(
      expect.objectContaining({
        id: batch,
        state: 'draft',
        rows: 1,
        fresh: 1,
        changed: 0,
        removed: 0,
        mine: false,
        made_by: '郭姐',
      }),
    );
    expect(await signBatch(db, batch)).toEqual({ done: true, problems: [] });
    expect(await as('guo', 'api.batch($1)', [batch]), 'what it changed stays told').toMatchObject({
      state: 'signed',
      fresh: 1,
      changed: 0,
      signed_by: '何科',
      mine: true,
      items: [{ key: 'four-eyes', note: 'fresh' }],
    });
    expect((await list('team', { q: 'four-eyes' })).items).toEqual([
      expect.objectContaining({
        key: 'four-eyes',
        number: exact(1),
        measures: { people: exact(30) },
        signed_by: '何科',
        source: '区禁毒办',
        as_of: '2026-01-01',
        ended: false,
      }),
    ]);
    await expect(signBatch(db, batch), 'once').rejects.toThrow('in_use');
    await expect(addRows(db, batch, [row(2)])).rejects.toThrow('in_use');
    await expect(as('guo', 'api.drop_batch($1)', [batch])).rejects.toThrow('in_use');
    expect(
      await db.rows(`select by_name, key, place from app.audit where act = 'sign_entries' order by id desc limit 1`),
    ).toEqual([{ by_name: '何科', key: 'team', place: '330302' }]);
  });

  it('is signed by nobody who had a hand in it, whoever brought it in', async () => {
    const batch = await openBatch(db, 'team', { expected: 2 });
    await addRows(db, batch, [row(1, { key: 'hands-1' })]);
    await callAs(db.sql, SECOND, 'select api.add_batch_rows($1, $2)', [
      batch,
      JSON.stringify([row(2, { key: 'hands-2' })]),
    ]);
    for (const id of [PERSONAS.guo.id, SECOND])
      await expect(callAs(db.sql, id, 'select api.sign_batch($1)', [batch]), id).rejects.toThrow('not_staff');
    expect(await signBatch(db, batch)).toEqual({ done: true, problems: [] });
  });

  it('that is whole stays what its signer looks at; the same rows may come again', async () => {
    const batch = await openBatch(db, 'team', { expected: 2 });
    const rows = [row(1, { key: 'seen-1', measures: { people: exact(30) } }), row(2, { key: 'seen-2' })];
    await addRows(db, batch, [rows[0]]);
    expect(await addRows(db, batch, [{ ...rows[0], measures: { people: exact(31) } }]), 'not whole yet').toEqual([]);
    await addRows(db, batch, [rows[0]]);
    await addRows(db, batch, [rows[1]]);
    expect(await addRows(db, batch, rows), 'the answer was lost').toEqual([]);
    for (const other of [
      [{ ...rows[0], measures: { people: exact(3000) } }],
      [{ ...rows[0], key: 'other' }],
      [rows[0], row(2, { key: 'seen-2', to: '2026-01-02' })],
      [{ ...rows[1], act: 'remove' }],
      [row(3)],
    ])
      await expect(addRows(db, batch, other), JSON.stringify(other)).rejects.toThrow('in_use');
    expect(await signBatch(db, batch)).toEqual({ done: true, problems: [] });
    expect((await entry('team', 'seen-1')).entry.measures).toEqual({ people: exact(30) });
  });

  it('that lacks rows is not signed; one that has more than it said takes none of them', async () => {
    const batch = await openBatch(db, 'team', { expected: 2 });
    await addRows(db, batch, [row(1, { key: 'few-1' })]);
    await expect(signBatch(db, batch)).rejects.toThrow('in_use');
    await expect(addRows(db, batch, [row(2, { key: 'few-2' }), row(3, { key: 'few-3' })])).rejects.toThrow(
      'bad_argument',
    );
    expect(await db.value('select rows from app.register_batch where id = $1', [batch])).toBe(1);
  });

  it('lies where its writer manages, is signed where its signer may, and is invisible to others', async () => {
    await expect(openBatch(db, 'team', { place: '330381' })).rejects.toThrow('not_staff');
    await expect(openBatch(db, 'team', { place: '330300' })).rejects.toThrow('not_staff');
    await expect(as('jiang', 'api.register_entry($1, $2)', ['team', 'four-eyes'])).rejects.toThrow('not_staff');
    for (const who of ['dai', 'jiang'] as const)
      await expect(
        list.call(null, 'team').then(() => as(who, `api.register('team')`)),
        who,
      ).rejects.toThrow('not_staff');
    await expect(as('an', `api.register('team')`)).rejects.toThrow('not_staff');
    await expect(as('nobody', `api.register('team')`)).rejects.toThrow('permission denied');
    const batch = await openBatch(db, 'team');
    await addRows(db, batch, [row(1, { key: 'place-1' })]);
    await expect(signBatch(db, batch, 'ma'), 'of another district').rejects.toThrow('not_found');
    for (const call of ['api.batch($1)', 'api.drop_batch($1)', `api.add_batch_rows($1, '[]')`])
      await expect(as('ma', call, [batch]), call).rejects.toThrow('not_found');
    expect(await as('ma', 'api.batches()')).not.toContainEqual(expect.objectContaining({ id: batch }));
    expect(await as('guo', 'api.batch($1)', [batch])).toMatchObject({
      mine: true,
      items: [{ key: 'place-1', note: 'fresh', before: null }],
    });
    expect(await as('guo', 'api.drop_batch($1)', [batch])).toEqual({ done: true });
    await expect(as('guo', 'api.batch($1)', [batch])).rejects.toThrow('not_found');
  });

  it('of two persons who sign at once stands once', async () => {
    const batch = await openBatch(db, 'team');
    await addRows(db, batch, [row(1, { key: 'at-once' })]);
    const both = await Promise.allSettled([
      callAs(await db.connect(), PERSONAS.he.id, 'select api.sign_batch($1)', [batch]),
      callAs(await db.connect(), SECOND, 'select api.sign_batch($1)', [batch]),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('opens with a day, a source and a number of rows that make sense', async () => {
    const opens = (args: Parameters<typeof openBatch>[2], type = 'team') => openBatch(db, type, args);
    for (const bad of [
      { as_of: '2999-01-01' },
      { source: ' ' },
      { source: '张三 13812345678' },
      { expected: 0 },
      { expected: 5001 },
    ])
      await expect(opens(bad), JSON.stringify(bad)).rejects.toThrow('bad_argument');
    await expect(opens({}, 'no-such')).rejects.toThrow('bad_argument');
    await expect(opens({ place: '3303020001', by: 'he' }), 'at a school').rejects.toThrow('bad_argument');
  });
});

describe('an entry', () => {
  it('that changes keeps who changed what when; its end is no removal', async () => {
    await signed(db, 'team', [row(1, { key: 'courier', measures: { people: over(20) } })], { as_of: '2026-01-01' });
    await signed(
      db,
      'team',
      [row(1, { key: 'courier', title: { 'zh-Hans': '快递小哥队' }, measures: { people: exact(26) } })],
      { as_of: '2026-06-30', source: '半年报' },
    );
    await signed(db, 'team', [row(1, { key: 'courier', title: { 'zh-Hans': '快递小哥队' }, to: '2026-07-31' })], {
      as_of: '2026-08-01',
    });
    const { entry: now, history, figures } = await entry('team', 'courier');
    expect(now).toMatchObject({ to: '2026-07-31', ended: true, measures: { people: exact(26) } });
    expect(
      history.map(
        (h: { as_of: string; source: string; made_by: string; signed_by: string; body: { title: object } }) => [
          h.as_of,
          h.source,
          h.made_by,
          h.signed_by,
          h.body.title,
        ],
      ),
    ).toEqual([
      ['2026-08-01', '区禁毒办', '郭姐', '何科', { 'zh-Hans': '快递小哥队' }],
      ['2026-06-30', '半年报', '郭姐', '何科', { 'zh-Hans': '快递小哥队' }],
      ['2026-01-01', '区禁毒办', '郭姐', '何科', { 'zh-Hans': '第1条' }],
    ]);
    expect(figures.filter((f: { measure: string }) => f.measure === 'people')).toEqual([
      { measure: 'people', as_of: '2026-06-30', value: 26, qualifier: 'exact', source: '半年报' },
      { measure: 'people', as_of: '2026-01-01', value: 20, qualifier: 'over', source: '区禁毒办' },
    ]);
    expect((await list('team', { q: 'courier' })).total).toBe(0);
    expect((await list('team', { q: 'courier', ended: true })).total).toBe(1);
    expect((await list('team', { q: 'courier', as_of: '2026-07-31' })).total).toBe(1);
  });

  it('that never was is removed, and its history stays', async () => {
    await signed(db, 'team', [row(1, { key: 'mistake' })]);
    await signed(db, 'team', [{ row: 1, act: 'remove', key: 'mistake' }]);
    const { entry: now, history } = await entry('team', 'mistake');
    expect(now).toBeNull();
    expect(history.map((h: { act: string }) => h.act).sort()).toEqual(['put', 'remove']);
    await signed(db, 'team', [row(1, { key: 'mistake' })]);
    expect((await entry('team', 'mistake')).entry).toMatchObject({ key: 'mistake' });
  });

  it('is not changed by what is older than what stands: only its dated figures are added', async () => {
    await signed(
      db,
      'team',
      [row(1, { key: 'old-and-new', title: { 'zh-Hans': '新' }, measures: { people: exact(40) } })],
      { as_of: '2026-05-01' },
    );
    await signed(
      db,
      'team',
      [row(1, { key: 'old-and-new', title: { 'zh-Hans': '旧' }, measures: { people: exact(10) } })],
      { as_of: '2025-05-01' },
    );
    const { entry: now, figures } = await entry('team', 'old-and-new');
    expect(now).toMatchObject({ title: { 'zh-Hans': '新' }, as_of: '2026-05-01', measures: { people: exact(40) } });
    expect(figures.filter((f: { measure: string }) => f.measure === 'people')).toHaveLength(2);
  });

  it('of a register that is not public is read at its place, above and below', async () => {
    await signed(db, 'social_worker', [row(1, { key: 'workers', measures: { people: exact(201) } })]);
    const seen = async (who: 'guo' | 'ma' | 'he') =>
      (await as<{ total: number }>(who, `api.register('social_worker')`)).total;
    expect(await seen('guo')).toBe(1);
    expect(await seen('he')).toBe(1);
    expect(await seen('ma')).toBe(0);
    await expect(as('ma', `api.register_entry('social_worker', 'workers')`)).rejects.toThrow('not_found');
    expect(await as('ma', `api.register_entry('team', 'four-eyes')`), 'a public register').toHaveProperty('entry');
    // also when the office of the city removed it
    const city = { by: 'wen', place: '330300' } as const;
    await signed(db, 'social_worker', [row(1, { key: 'gone', place: '330381' })], city);
    await signed(db, 'social_worker', [{ row: 1, act: 'remove', key: 'gone' }], city);
    const gone = `api.register_entry('social_worker', 'gone')`;
    await expect(as('guo', gone)).rejects.toThrow('not_found');
    expect(await as('ma', gone)).toMatchObject({ entry: null, history: [{ act: 'remove' }, { act: 'put' }] });
    // a file of the whole city has rows of other districts
    for (const [type, seen] of [
      ['social_worker', false],
      ['team', true],
    ] as const) {
      const batch = await signed(db, type, [row(1, { key: `of-all-${type.slice(0, 4)}` })], city);
      const read = as<{ items: unknown[] }>('ma', 'api.batch($1)', [batch]);
      if (seen) expect((await read).items).toHaveLength(1);
      else await expect(read).rejects.toThrow('not_found');
      const listed = (await as<{ id: string }[]>('ma', 'api.batches($1)', [type])).some(({ id }) => id === batch);
      expect(listed, type).toBe(seen);
    }
  });

  it('that is shown to the public moves the content revision when it is signed', async () => {
    const revision = () => db.value<string>('select revision from app.content_revision');
    const before = await revision();
    const batch = await openBatch(db, 'team');
    await addRows(db, batch, [row(1, { key: 'revision' })]);
    expect(await revision()).toBe(before);
    await signBatch(db, batch);
    expect(Number(await revision())).toBeGreaterThan(Number(before));
  });
});

describe('a type', () => {
  it('is data: what is wrong with it is told by field, and it is put without problems only', async () => {
    const rules = async (more: object) =>
      (await put({ ...everyKind({ key: 'other' }), ...more })).map((p) => `${p.field} ${p.rule}`);
    const f = everyKind().fields[0];
    const m = everyKind().measures[0];
    expect(await rules({ key: 'Bad-Key' })).toContain('key bad_key');
    expect(await rules({ family: 'cat' })).toContain('family missing');
    expect(await rules({ name: {} })).toContain('name missing');
    expect(await rules({ open: 'yes' })).toContain('open missing');
    expect(await rules({ colour: 1 })).toContain('colour unknown');
    expect(await rules({ fields: 'x' })).toContain('fields count');
    expect(await rules({ fields: [1] })).toContain('fields.0 unknown');
    expect(await rules({ fields: [{ ...f, kind: 'html' }] })).toContain('fields.0.kind unknown');
    expect(await rules({ fields: [f, f] })).toContain('fields.1.name same');
    expect(await rules({ fields: [{ ...f, name: 'phone' }] })).toContain('fields.0.name personal');
    expect(await rules({ fields: [{ ...f, kind: 'choice' }] })).toContain('fields.0.options missing');
    expect(await rules({ fields: [{ ...f, kind: 'choice', options: [{ key: 'A B' }] }] })).toContain(
      'fields.0.options bad_key',
    );
    expect(await rules({ measures: [{ ...m, name: 'number' }] })).toContain('measures.0.name bad_key');
    expect(await rules({ measures: [{ ...m, sort: 'x' }] })).toContain('measures.0.sort missing');
    expect(await db.value(`select count(*)::int from app.register_type where key = 'other'`)).toBe(0);
    expect(await rules({})).toEqual([]);
  });

  it('keeps fields and measures that hold values as they are', async () => {
    await signed(db, 'everything', [row(1, { key: 'holds', fields: { units: 3 }, measures: { people: exact(3) } })]);
    const { fields, measures } = everyKind();
    expect(await put(everyKind({ fields: fields.filter(({ name }) => name !== 'units') }))).toEqual([
      { field: 'fields', rule: 'in_use' },
    ]);
    expect(await put(everyKind({ measures: measures.map((one) => ({ ...one, sort: 'flow' })) }))).toEqual([
      { field: 'measures', rule: 'in_use' },
    ]);
    expect(await put(everyKind({ fields: fields.filter(({ name }) => name !== 'checked') }))).toEqual([]);
  });

  it('is put by the office of the city alone', async () => {
    const call = (who: 'wen' | 'guo' | 'an') =>
      as<{ problems: unknown[] }>(who, 'api.put_register_type($1)', [JSON.stringify(everyKind({ key: 'mine' }))]);
    await expect(call('guo')).rejects.toThrow('not_staff');
    await expect(call('an')).rejects.toThrow('not_staff');
    expect(await call('wen')).toEqual({ problems: [] });
    expect(
      (await as<{ key: string; entries: number }[]>('dai', 'api.register_types()')).find(({ key }) => key === 'mine'),
    ).toMatchObject({ entries: 0 });
  });
});

describe('the sum of figures', () => {
  const sum = (...figures: [number, string][]) =>
    db.value('select app.sum_figures($1, $2)', [
      figures.map(([value]) => value),
      figures.map(([, qualifier]) => qualifier),
    ]);
  it('keeps the one qualifier that its parts have, and says when they have several', async () => {
    expect(await sum()).toEqual(exact(0));
    expect(await sum([1, 'exact'], [2, 'exact'])).toEqual(exact(3));
    expect(await sum([9000, 'over'], [300, 'exact'])).toEqual(over(9300));
    expect(await sum([9000, 'over'], [300, 'over'])).toEqual(over(9300));
    expect(await sum([9000, 'over'], [300, 'nearly'])).toEqual({ value: 9300, qualifier: 'mixed' });
    expect(await sum([1, 'mixed'], [1, 'exact'])).toEqual({ value: 2, qualifier: 'mixed' });
    expect(await sum([100, 'passed'])).toEqual({ value: 100, qualifier: 'passed' });
    expect(await db.value('select app.sum_figures(null, null)')).toEqual(exact(0));
  });
});

describe('entries of the seed', () => {
  it('are loaded once, and what staff have changed since stays', async () => {
    const load = (name: string) =>
      db.value<number>('select app.load_entries($1, $2)', [
        'topic',
        JSON.stringify({
          place: '330300',
          as_of: '2026-01-01',
          source: '演示',
          rows: [{ key: 'seeded', place: '330300', title: { 'zh-Hans': name } }],
        }),
      ]);
    expect(await load('一')).toBe(1);
    expect(await load('一')).toBe(0);
    await signed(db, 'topic', [row(1, { key: 'seeded', place: '330300', title: { 'zh-Hans': '改' } })], {
      by: 'wen',
      place: '330300',
      as_of: '2026-02-01',
    });
    expect(await load('一')).toBe(0);
    expect((await entry('topic', 'seeded')).entry.title).toEqual({ 'zh-Hans': '改' });
    await expect(
      db.value('select app.load_entries($1, $2)', [
        'topic',
        JSON.stringify({ place: '330300', as_of: '2026-01-01', source: 'x', rows: [{ key: 'BAD' }] }),
      ]),
    ).rejects.toThrow('bad_key');
  });
});
