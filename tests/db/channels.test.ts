import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';
import { differences, round, send } from '../world/records.ts';
import { addRows, caller, openBatch, row, signed } from '../world/registers.ts';

let db: Database;
const as: ReturnType<typeof caller> = (...args) => caller(db)(...args);
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await signed(db, 'placement', [
    row(1, {
      key: 'bus12',
      title: { 'zh-Hans': '12 路公交报站' },
      from: '2026-01-01',
      fields: { channel: 'bus_stop', units: 40 },
    }),
    row(2, { key: 'oldposter', from: '2025-01-01', to: '2025-02-01', fields: { channel: 'poster' } }),
    row(3, { key: 'quiet1', from: '2026-01-01', fields: { channel: 'radio' } }),
  ]);
});
afterAll(closeDatabases);

interface Reach {
  key: string;
  records: number;
  people: number;
  newcomers: number;
  months: unknown[];
}
const reach = async (who: 'guo' | 'ma' = 'guo') => {
  const from = await db.value<string>(`select app.day(app.clock_now() - interval '30 days')::text`);
  const to = await db.value<string>('select app.day(app.clock_now())::text');
  return as<Reach[]>(who, 'api.channel_reach($1, $2, $3)', ['330302', from, to]);
};

describe('a placement', () => {
  it('is counted by the records, people and newcomers that it led here, and claims no more', async () => {
    const { an, bei } = PERSONAS;
    expect(
      await send(db, an.id, [round({ ch: 'bus12' }), round({ ch: 'bus12' }), round({ ch: 'nobody1' }), round()]),
    ).toEqual(Array(4).fill('accepted'));
    expect(await send(db, bei.id, [round({ ch: 'oldposter' })]), 'an old poster still hangs').toEqual(['accepted']);
    const found = await reach();
    expect(found.map(({ key, records, people, newcomers }) => [key, records, people, newcomers])).toEqual([
      ['bus12', 2, 1, 1],
      ['oldposter', 1, 1, 1],
      ['quiet1', 0, 0, 0],
    ]);
    expect(found[0]).toMatchObject({
      title: { 'zh-Hans': '12 路公交报站' },
      channel_name: expect.objectContaining({ 'zh-Hans': '公交车报站' }),
      units: 40,
    });
    expect(found[0]?.months).toHaveLength(1);
    expect(Object.keys(found[0] ?? {})).not.toContain('exposure');
    expect(await differences(db)).toEqual([]);
  });

  it('has a code that fits behind an address, and is asked for by its district', async () => {
    const batch = await openBatch(db, 'placement');
    expect(await addRows(db, batch, [row(1, { key: 'no-hyphen', fields: { channel: 'poster' } })])).toEqual([
      { row: 1, field: 'key', rule: 'bad_channel' },
    ]);
    await expect(reach('ma')).rejects.toThrow('not_staff');
    expect(
      await db.value(`select array[app.is_channel('bus12'), app.is_channel('nobody1'), app.is_channel(null)]`),
    ).toEqual([true, false, false]);
  });
});
