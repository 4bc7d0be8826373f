import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

const YEAR = '2026-09-01';
let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const as = <T>(who: Persona | 'nobody', call: string, values: unknown[] = []) =>
  db.as<T>(who === 'nobody' ? null : PERSONAS[who].id, `select ${call}`, values);

interface Item {
  row: number;
  code: string;
  name: string;
  county: string;
  kind: string;
  grades: unknown;
}
/** The n-th school of a county that no seed has. */
const school = (n: number, changes: Partial<Item> = {}, county = '330302'): Item => ({
  row: n + 1,
  code: `${county}${9000 + n}`,
  name: `名册第${n}小学`,
  county,
  kind: 'primary',
  grades: { 5: 100, 6: 80 },
  ...changes,
});
const open = async (who: Persona, rows: number, place = '330302', year = YEAR) =>
  (
    await as<{ roster: string }>(who, 'api.open_roster($1, $2, $3, $4, $5)', [
      place,
      year,
      '2026-09-20',
      '市教育局',
      rows,
    ])
  ).roster;
const add = (who: Persona, roster: string, rows: unknown) =>
  as<{ problems: { row: number; field: string; rule: string }[] }>(who, 'api.add_roster_rows($1, $2)', [
    roster,
    JSON.stringify(rows),
  ]);
const sign = (who: Persona, roster: string) => as(who, 'api.sign_roster($1)', [roster]);
const look = (who: Persona, roster: string, noted = false) =>
  // biome-ignore lint/suspicious/noExplicitAny: parts of it are looked at
  as<any>(who, 'api.roster($1, $2)', [roster, noted]);
/** A roster that 郭姐 brings in and 何科 signs. */
async function signed(rows: Item[]) {
  const roster = await open('guo', rows.length);
  expect(await add('guo', roster, rows)).toEqual({ problems: [] });
  await sign('he', roster);
  return roster;
}

describe('a roster', () => {
  it('counts only after another person than the one who brought it in has signed it', async () => {
    const before = await db.value('select count(*)::int from app.enrolment');
    const roster = await open('guo', 2);
    await add('guo', roster, [school(1), school(2, { kind: 'nine', grades: { 7: 30, 8: 0 } })]);
    await expect(sign('guo', roster)).rejects.toThrow('not_staff');
    expect(await db.value('select count(*)::int from app.enrolment')).toBe(before);
    expect(await db.value(`select count(*)::int from app.school where code = '3303029001'`)).toBe(0);
    expect(await db.value(`select app.roster_of('3303029001', $1)`, [YEAR])).not.toBe(roster);

    await sign('he', roster);
    expect(await db.value(`select app.roster_of('3303029001', $1)`, [YEAR])).toBe(roster);
    expect(
      await db.rows(`select school, grade, pupils from app.enrolment where roster = $1 order by 1, 2`, [roster]),
    ).toEqual([
      { school: '3303029001', grade: 5, pupils: 100 },
      { school: '3303029001', grade: 6, pupils: 80 },
      { school: '3303029002', grade: 7, pupils: 30 },
    ]);
    expect(await db.rows(`select parent, level, name from app.district where code = '3303029002'`)).toEqual([
      { parent: '330302', level: 'school', name: { 'zh-Hans': '名册第2小学' } },
    ]);
    expect(
      await db.rows(
        `select by_name, key, place, detail ->> 'pupils' as pupils from app.audit where act = 'sign_roster'`,
      ),
    ).toEqual([{ by_name: '何科', key: YEAR, place: '330302', pupils: '210' }]);
    await expect(sign('he', roster), 'once').rejects.toThrow('in_use');
    await expect(as('he', 'api.drop_roster($1)', [roster])).rejects.toThrow('in_use');
    await expect(add('guo', roster, [school(3)])).rejects.toThrow('in_use');
  });

  it('of the same place and year gives way to a newer one, and stays readable', async () => {
    const first = await signed([school(11)]);
    const second = await signed([school(11, { grades: { 5: 55 } })]);
    expect(await db.value(`select app.roster_of('330302', $1)`, [YEAR])).toBe(second);
    expect(
      await db.rows('select state, schools, pupils from app.roster where id = any ($1) order by signed_at', [
        [first, second],
      ]),
    ).toEqual([
      { state: 'replaced', schools: 1, pupils: 180 },
      { state: 'signed', schools: 1, pupils: 55 },
    ]);
    expect((await look('guo', first)).rows).toContainEqual(
      expect.objectContaining({ code: '3303029011', pupils: 180 }),
    );
  });

  it('covers what lies below its place: of a city’s and a county’s own the newer one counts', async () => {
    const city = await db.value<string>(`select app.load_roster('330300', $1, '2026-09-30', '市教育局', $2)`, [
      YEAR,
      JSON.stringify([school(21), school(21, { row: 3, code: '3303819021', county: '330381' })]),
    ]);
    for (const place of ['330300', '330302', '330381', '3303029021'])
      expect(await db.value('select app.roster_of($1, $2)', [place, YEAR]), place).toBe(city);
    const county = await signed([school(21)]);
    expect(await db.value(`select app.roster_of('330302', $1)`, [YEAR])).toBe(county);
    expect(await db.value(`select app.roster_of('330381', $1)`, [YEAR])).toBe(city);
    expect(await db.value(`select app.roster_of('330302', '2020-09-01')`)).toBeNull();
  });

  it('keeps the translations of a name until the Chinese name changes', async () => {
    const names = () => db.value(`select name from app.district where code = '3303029031'`);
    await signed([school(31)]);
    await db.rows(`update app.district set name = name || '{"en": "School 31"}' where code = '3303029031'`);
    await signed([school(31)]);
    expect(await names()).toEqual({ 'zh-Hans': '名册第31小学', en: 'School 31' });
    await signed([school(31, { name: '改名后的小学' })]);
    expect(await names()).toEqual({ 'zh-Hans': '改名后的小学' });
  });

  it('signed by two persons at once counts once', async () => {
    const roster = await open('guo', 1);
    await add('guo', roster, [school(41)]);
    const both = await Promise.allSettled([
      callAs(await db.connect(), PERSONAS.he.id, 'select api.sign_roster($1)', [roster]),
      callAs(await db.connect(), PERSONAS.he.id, 'select api.sign_roster($1)', [roster]),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.value('select count(*)::int from app.enrolment where roster = $1', [roster])).toBe(2);
  });
});

describe('rows of a roster', () => {
  it('that are wrong are told by row, field and rule; the good ones are kept', async () => {
    const roster = await open('guo', 20);
    const bad: [Partial<Item>, string][] = [
      [{ code: '33030290' }, 'code bad_code'],
      [{ code: '3303029051x' }, 'code bad_code'],
      [{ code: '3303819051' }, 'code other_county'],
      [{ code: '3303819051', county: '330381' }, 'county outside'],
      [{ code: '9999999051', county: '999999' }, 'county outside'],
      [{ name: '' }, 'name bad_name'],
      [{ name: '长'.repeat(61) }, 'name bad_name'],
      [{ name: '<b>学校</b>' }, 'name bad_name'],
      [{ name: '=1+1' }, 'name bad_name'],
      [{ name: '学\u202e校' }, 'name bad_name'],
      [{ kind: 'university' }, 'kind unknown'],
      [{ grades: null }, 'grades missing'],
      [{ grades: [5] }, 'grades missing'],
      [{ grades: { 0: 5 } }, 'grades bad_grade'],
      [{ grades: { 13: 5 } }, 'grades bad_grade'],
      [{ grades: { 5: -1 } }, 'grades bad_pupils'],
      [{ grades: { 5: 10_000 } }, 'grades bad_pupils'],
      [{ grades: { 5: 1.5 } }, 'grades bad_pupils'],
      [{ grades: { 5: '5' } }, 'grades bad_pupils'],
      [{ grades: { 5: 0 } }, 'grades no_pupils'],
    ];
    for (const [changes, rule] of bad) {
      const { problems } = await add('guo', roster, [school(51, changes)]);
      expect(
        problems.map((p) => `${p.row} ${p.field} ${p.rule}`),
        JSON.stringify(changes),
      ).toEqual([`52 ${rule}`]);
    }
    const { problems } = await add('guo', roster, [school(52), school(53, { code: '3303029052' }), school(54)]);
    expect(problems).toEqual([{ row: 54, field: 'code', rule: 'same_code', other: 53 }]);
    expect(await db.rows('select ord, school from app.roster_row where roster = $1 order by 1', [roster])).toEqual([
      { ord: 53, school: '3303029052' },
      { ord: 55, school: '3303029054' },
    ]);
  });

  it('may come twice after a cut: a school stands once, and only a whole roster can be signed', async () => {
    const roster = await open('guo', 3);
    await add('guo', roster, [school(61), school(62)]);
    expect(await add('guo', roster, [school(61), school(62)])).toEqual({ problems: [] });
    await expect(sign('he', roster)).rejects.toThrow('in_use');
    expect(await add('guo', roster, [school(64, { code: '3303029061' })])).toEqual({
      problems: [{ row: 65, field: 'code', rule: 'same_code', other: 62 }],
    });
    await expect(add('guo', roster, [school(63), school(65)]), 'more than announced').rejects.toThrow('bad_argument');
    await add('guo', roster, [school(63)]);
    await sign('he', roster);
    expect(await db.value('select pupils from app.roster where id = $1', [roster])).toBe(540);
  });

  it('come from one pair of hands; a whole roster stays what its signer looks at', async () => {
    const roster = await open('guo', 2);
    await add('guo', roster, [school(91)]);
    await expect(add('he', roster, [school(92)]), 'who signs brings nothing').rejects.toThrow('not_staff');
    await add('guo', roster, [school(92)]);
    const again = [school(91), school(92, { grades: { 5: 100, 6: 80, 7: 0 } })];
    expect(await add('guo', roster, again), 'the answer was lost').toEqual({ problems: [] });
    for (const other of [
      school(91, { grades: { 5: 1000, 6: 80 } }),
      school(91, { grades: 'x' }),
      school(91, { code: '3303029093' }),
      school(92, { name: '别的小学' }),
      school(92, { kind: 'nine' }),
      school(93),
    ])
      await expect(add('guo', roster, [other]), JSON.stringify(other)).rejects.toThrow('in_use');
    await sign('he', roster);
    expect(await db.value('select pupils from app.roster where id = $1', [roster])).toBe(360);
  });

  it('come in lists of at most two hundred', async () => {
    const roster = await open('guo', 10_000);
    for (const rows of [[], {}, 'x', [1], [{}], [{ row: 0 }], [{ row: 1e9 }], [{ row: 'x' }], [school(1), school(1)]])
      await expect(add('guo', roster, rows), JSON.stringify(rows)).rejects.toThrow('bad_argument');
    const many = Array.from({ length: 201 }, (_, i) => school(i));
    await expect(add('guo', roster, many)).rejects.toThrow('bad_argument');
    expect(await add('guo', roster, many.slice(1))).toEqual({ problems: [] });
    for (const rows of [0, -1, 10_001]) await expect(open('guo', rows), `${rows} rows`).rejects.toThrow('bad_argument');
    await expect(open('guo', 1, '330302', '2026-10-01')).rejects.toThrow('bad_argument');
    await expect(open('guo', 1, '330302', '2031-09-01')).rejects.toThrow('bad_argument');
  });
});

describe('before signing', () => {
  it('a roster stands beside the one before it: new, missing, moved, renamed, and grades that do not fit', async () => {
    await signed([
      school(71),
      school(72, { grades: { 5: 100 } }),
      school(73),
      school(74, { grades: { 5: 5 } }),
      school(75),
    ]);
    const roster = await open('guo', 5);
    await add('guo', roster, [
      school(71),
      school(72, { grades: { 5: 131 } }),
      school(74, { grades: { 5: 12 } }),
      school(75, { name: '换了名字', kind: 'junior' }),
      school(76),
    ]);
    const seen = await look('he', roster);
    expect(seen.rows.map((row: { code: string; notes: string[] }) => [row.code.slice(-2), ...row.notes])).toEqual([
      ['71'],
      ['72', 'moved'],
      ['73', 'missing'],
      ['74'],
      ['75', 'renamed', 'kind', 'grades'],
      ['76', 'new'],
    ]);
    expect(seen.counts).toEqual({ moved: 1, missing: 1, renamed: 1, kind: 1, grades: 1, new: 1 });
    expect(seen).toMatchObject({ state: 'draft', whole: true, mine: false, schools: 5, pupils: 683, total: 6 });
    expect(seen.before).toMatchObject({ schools: 5, pupils: 645 });
    expect(seen.by_grade).toEqual({ 5: 443, 6: 240 });
    expect((await look('he', roster, true)).total).toBe(4);
    expect((await look('guo', roster)).mine).toBe(true);
    await as('guo', 'api.drop_roster($1)', [roster]);
    await expect(look('he', roster)).rejects.toThrow('not_found');
  });
});

describe('other people', () => {
  it('see and touch nothing of a roster; it is there', async () => {
    const roster = await open('guo', 1);
    await add('guo', roster, [school(81)]);
    for (const [who, error] of [
      ['nobody', 'permission denied'],
      ['an', 'not_staff'],
      ['dai', 'not_staff'],
      ['sun', 'not_staff'],
      ['jiang', 'not_staff'],
      ['ma', 'not_found'],
    ] as const) {
      for (const call of [
        'api.roster($1)',
        `api.add_roster_rows($1, '[]')`,
        'api.sign_roster($1)',
        'api.drop_roster($1)',
      ])
        await expect(as(who, call, [roster]), `${who} ${call}`).rejects.toThrow(error);
    }
    for (const who of ['ma', 'dai', 'an'] as const) {
      await expect(as(who, `api.rosters('330302')`), who).rejects.toThrow('not_staff');
      await expect(as(who, `api.schools('330302')`), who).rejects.toThrow('not_staff');
      await expect(open(who as 'ma', 1), who).rejects.toThrow('not_staff');
    }
    expect((await look('guo', roster)).schools).toBe(1);
    const listed = async (who: Persona, place: string) =>
      (await as<{ items: { id: string }[] }>(who, 'api.rosters($1)', [place])).items;
    expect((await listed('he', '330300')).map(({ id }) => id)).toContain(roster);
    expect((await listed('ma', '330381')).map(({ id }) => id)).not.toContain(roster);
  });
});
