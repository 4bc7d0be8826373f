import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VenueCard } from '../../src/contract/registers.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, putEvent } from '../world/events.ts';
import { exact, over, row, signed } from '../world/registers.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await db.sql.query(
    `delete from app.register_figure; delete from app.register_entry where type in (select key from app.register_type where family = 'venue')`,
  );
  await signed(
    db,
    'base',
    [
      row(1, {
        key: 'youth-base',
        place: '330302',
        title: { 'zh-Hans': '青少年教育中心', en: 'Youth centre' },
        from: '2020-01-01',
        fields: {
          address: { 'zh-Hans': '人民路 1 号' },
          position: [120.65, 28.01],
          illustrative: true,
          accessible: true,
          bookable: true,
          capacity: 50,
          level: 'city',
          facilities: ['vr', 'lift'],
          phone: '0577-12345678',
        },
      }),
      row(2, { key: 'closed-base', to: '2025-12-31' }),
      row(3, { key: 'coming-base', from: '2999-01-01' }),
    ],
    { as_of: '2026-01-01' },
  );
  await signed(db, 'cultural_hall', [
    row(1, { key: 'halls', number: over(2500), title: { 'zh-Hans': '农村文化礼堂' } }),
    row(2, { key: 'hall-one' }),
  ]);
  await signed(db, 'boat', [row(1, { key: 'star', place: '330381', title: { 'zh-Hans': '<img src=x> & "船"' } })], {
    by: 'ma',
    place: '330381',
  });
});
afterAll(closeDatabases);

const ask = <T>(call: string, values: unknown[] = []) => db.as<T>(null, `select api.${call}`, values);
const venues = (filter: object = {}, after: string | null = null, size = 50, locale = 'zh-Hans') =>
  ask<{ items: VenueCard[]; next: string | null; total: number }>('venues($1, $2, $3, $4)', [
    JSON.stringify(filter),
    after,
    size,
    locale,
  ]);
const keys = async (filter: object) => (await venues(filter)).items.map(({ key }) => key);

describe('the list of venues', () => {
  it('shows what is open today, by type', async () => {
    expect(await keys({})).toEqual(['youth-base', 'hall-one', 'halls', 'star']);
    expect((await venues({}, null, 50, 'en')).items[0]).toEqual({
      key: 'youth-base',
      type: { key: 'base', name: 'Drug-prevention education base' },
      name: 'Youth centre',
      district: { code: '330302', name: 'Lucheng' },
      address: '人民路 1 号',
      position: [120.65, 28.01],
      illustrative: true,
      accessible: true,
      bookable: true,
      number: exact(1),
    });
  });

  it('is narrowed by type, district, accessibility, bookings and words', async () => {
    expect(await keys({ type: 'cultural_hall' })).toEqual(['hall-one', 'halls']);
    expect(await keys({ district: '330381' })).toEqual(['star']);
    expect(await keys({ district: '330300' })).toHaveLength(4);
    expect(await keys({ accessible: true })).toEqual(['youth-base']);
    expect(await keys({ bookable: true, q: '人民路' })).toEqual(['youth-base']);
    expect(await keys({ q: '%' })).toEqual([]);
    expect(await keys({ q: '"船"' })).toEqual(['star']);
    expect(await keys({ district: 'nowhere', type: "x' or 1=1" })).toEqual([]);
    for (const bad of ['[]', '"x"', JSON.stringify({ q: 'x'.repeat(2000) })])
      await expect(ask('venues($1, null, 5, $2)', [bad, 'en']), bad.slice(0, 9)).rejects.toThrow('bad_argument');
  });

  it('is paged without gap or repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof venues>> = await venues({}, after, 1);
      expect(page.total).toBe(4);
      seen.push(...page.items.map(({ key }) => key));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(['youth-base', 'hall-one', 'halls', 'star']);
  });

  it('has its points and its types, with 余 kept', async () => {
    expect(await ask(`venue_points('{}', 'zh-Hans')`)).toEqual([[120.65, 28.01, 'youth-base', '青少年教育中心']]);
    expect(await ask(`venue_types('zh-Hans')`)).toEqual([
      { key: 'base', name: '禁毒教育基地', unit: '处', entries: 1, number: exact(1) },
      { key: 'cultural_hall', name: '文化礼堂', unit: '家', entries: 2, number: over(2501) },
      { key: 'boat', name: '禁毒宣教游船', unit: '艘', entries: 1, number: exact(1) },
    ]);
  });
});

describe('a venue', () => {
  it('has a page, also when it is closed, and none when it never was', async () => {
    expect(await ask(`venue('youth-base', 'en')`)).toMatchObject({
      facilities: ['Virtual reality', 'Lift'],
      level: 'city',
      capacity: 50,
      opened: '2020-01-01',
      closed: null,
      phone: '0577-12345678',
      source: '区禁毒办',
      as_of: '2026-01-01',
      picture: null,
      events: [],
    });
    expect(await ask(`venue('closed-base', 'zh-Hans')`)).toMatchObject({ closed: '2025-12-31' });
    expect(await ask(`venue('nps', 'zh-Hans')`), 'a word is no venue').toBeNull();
    expect(await ask(`venue('no-such', 'zh-Hans')`)).toBeNull();
  });

  it('shows what takes place there', async () => {
    await eventWords(db);
    const day = await db.value<string>(`select to_char(app.clock_now() + interval '3 days', 'YYYY-MM-DD')`);
    await putEvent(db, 'at-the-base', eventBody({ venue: 'youth-base', start: `${day}T09:00`, end: `${day}T11:00` }));
    expect(await ask(`venue('youth-base', 'zh-Hans')`)).toMatchObject({
      events: [{ slug: 'at-the-base', title: '周末禁毒课堂' }],
    });
  });
});
