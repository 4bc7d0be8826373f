import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff, PERSONAS, type Persona } from '../world/personas.ts';

const OURS = '3303020001';
let db: Database;
let year: string;
let list: { slug: string; items: { id: string }[] };
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  year = await db.value<string>('select app.school_year(app.day(app.clock_now()))::text');
  const body = {
    year,
    title: { 'zh-Hans': '试用清单' },
    source: '试用',
    items: [
      { id: 'a', text: { 'zh-Hans': '一' } },
      { id: 'b', text: { 'zh-Hans': '二' } },
    ],
  };
  await db.rows('select app.put_checklist($1)', [JSON.stringify({ ...body, slug: 'tried-list' })]);
  list = { slug: 'tried-list', items: body.items };
});
afterAll(closeDatabases);

const as = <T>(who: Persona, call: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${call}`, values);
interface Row {
  code: string;
  listed: boolean | null;
  state: string;
  administrators: number;
  invited: boolean;
  classes: number;
}
const register = (who: Persona, place: string, filter: object = {}, after: string | null = null, size = 50) =>
  as<{ items: Row[]; total: number; next: string | null; counts: Record<string, number> }>(
    who,
    'api.schools($1, $2, $3, $4)',
    [place, JSON.stringify(filter), after, size],
  );
// biome-ignore lint/suspicious/noExplicitAny: parts of it are looked at
const page = (who: Persona, school: string) => as<any>(who, `api.school_page($1, null, 'zh-Hans')`, [school]);
const check = (who: Persona, item: string, day: string | null, school = OURS) =>
  as(who, 'api.check_item($1, $2, $3, $4)', [school, list.slug, item, day]);
const today = () => db.value<string>('select app.day(app.clock_now())::text');

describe('the register', () => {
  it('has the schools of a place and no others, by pages, and finds them by name and code', async () => {
    const own = await register('guo', '330302');
    expect(own.items.length).toBeGreaterThan(3);
    expect(own.items.every(({ code }) => code.startsWith('330302'))).toBe(true);
    const all = await register('he', '330300');
    expect(all.total).toBeGreaterThan(own.total);
    const first = await register('he', '330300', {}, null, 2);
    const second = await register('he', '330300', {}, first.next, 2);
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(
      all.items.slice(0, 4).map(({ code }) => code),
    );
    expect((await register('guo', '330302', { text: OURS })).items.map(({ code }) => code)).toEqual([OURS]);
    expect((await register('guo', '330302', { text: '实验' })).items.map(({ code }) => code)).toContain(OURS);
    expect((await register('guo', '330302', { text: '%' })).total).toBe(0);
  });

  it('says which have no class, which have held no class hour, and which the roster does not know', async () => {
    await db.rows(
      `select app.put_schools('[{"code": "3303029901", "county": "330302", "kind": "primary", "name": {"zh-Hans": "名册外小学"}}]')`,
    );
    await db.rows(`select app.load_class('3303029901', 5, 1, 40, 'nobody@world.example')`);
    const [row] = (await register('guo', '330302', { text: '3303029901' })).items;
    const covered = await db.value(`select app.roster_of('330302', $1)`, [year]);
    expect(row).toMatchObject({ classes: 1, state: 'idle', listed: covered ? false : null, administrators: 0 });
    for (const show of ['none', 'idle', 'active', 'unlisted', 'no_admin']) {
      const found = await register('guo', '330302', { show });
      expect(found.total, show).toBe(found.counts[show]);
    }
    expect((await register('guo', '330302', { show: 'idle' })).items.map(({ code }) => code)).toContain('3303029901');
  });

  it('shows that an administrator is invited, and that one is there', async () => {
    const row = async () => (await register('guo', '330302', { text: '3303029901' })).items[0];
    await as('guo', `api.invite('school_admin', '3303029901', '周校长', 7)`);
    expect(await row()).toMatchObject({ invited: true, administrators: 0 });
    await insertStaff(db, 'a0000000-0000-4000-8000-0000000000f1', 'school_admin', '3303029901', '周校长');
    expect(await row()).toMatchObject({ administrators: 1 });
  });
});

describe('the page of a school', () => {
  it('is for those who run it and, with figures only, for its district and city', async () => {
    expect(await page('sun', OURS)).toMatchObject({ manages: true, school: { code: OURS, county: '330302' } });
    for (const who of ['guo', 'he'] as const) expect(await page(who, OURS), who).toMatchObject({ manages: false });
    for (const who of ['ma', 'dai', 'fang', 'an', 'jiang', 'wen'] as const)
      await expect(page(who, OURS), who).rejects.toThrow('not_staff');
    await expect(page('sun', '3303029901'), 'another school').rejects.toThrow('not_staff');
    await expect(page('guo', '3303810001'), 'another district').rejects.toThrow('not_staff');
    expect((await page('ma', '3303810001')).school.code).toBe('3303810001');
  });

  it('has no seat and no person of a class in it', async () => {
    const keys = new Set(JSON.stringify(await page('sun', OURS)).match(/"(\w+)":/g));
    for (const key of ['"seat":', '"person":', '"sign_in":', '"email":']) expect(keys).not.toContain(key);
  });
});

describe('a checklist', () => {
  it('is ticked by the school with its day, and taken back; the log knows', async () => {
    const ticks = async (who: Persona) =>
      (await page(who, OURS)).checklists.find(({ slug }: { slug: string }) => slug === list.slug).items;
    await check('sun', 'a', await today());
    expect(await ticks('guo')).toEqual([
      { id: 'a', text: '一', done_on: await today(), by: '孙校' },
      { id: 'b', text: '二', done_on: null, by: null },
    ]);
    const rows = async () =>
      (
        await as<{ rows: { code: string; done: Record<string, number>; whole: Record<string, number> }[] }>(
          'guo',
          'api.school_checks($1, $2)',
          ['330302', year],
        )
      ).rows.find(({ code }) => code === OURS);
    expect(await rows()).toMatchObject({ done: { 'tried-list': 1 }, whole: { 'tried-list': 0 } });
    await check('sun', 'b', await today());
    expect(await rows()).toMatchObject({ done: { 'tried-list': 2 }, whole: { 'tried-list': 1 } });
    await check('sun', 'b', null);
    expect(await rows()).toMatchObject({ done: { 'tried-list': 1 } });
    const city = await as<{ rows: { code: string; schools: number; done: Record<string, number> }[] }>(
      'he',
      'api.school_checks($1, $2)',
      ['330300', year],
    );
    expect(city.rows.find(({ code }) => code === '330302')).toMatchObject({ done: { 'tried-list': 1 } });
    expect(await db.value(`select count(*)::int from app.audit where act = 'check_item' and place = $1`, [OURS])).toBe(
      3,
    );
  });

  it('is ticked by nobody else, on no day to come, and only where it says something', async () => {
    for (const who of ['guo', 'he', 'dai', 'ma'] as const)
      await expect(check(who, 'a', await today()), who).rejects.toThrow('not_staff');
    await expect(check('sun', 'a', await today(), '3303029901')).rejects.toThrow('not_staff');
    await expect(check('sun', 'z', await today())).rejects.toThrow('not_found');
    await expect(check('sun', 'a', '2999-01-01')).rejects.toThrow('bad_argument');
    await expect(check('sun', 'a', '2020-01-01')).rejects.toThrow('bad_argument');
    for (const who of ['ma', 'jiang', 'an'] as const)
      await expect(as(who, 'api.school_checks($1, $2)', ['330302', year]), who).rejects.toThrow('not_staff');
  });
});
