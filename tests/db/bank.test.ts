import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAbout } from '../world/bank.ts';
import { bigBank } from '../world/big-bank.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';

/** Time is for the bench; rows read are the same on every machine. */
const BANK = 20_000;
let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await bigBank(db, BANK);
});
afterAll(closeDatabases);

const wen = <T>(call: string, values: unknown[] = []) => db.as<T>(PERSONAS.wen.id, `select ${call}`, values);

async function reads(filter: object, after: string | null = null) {
  const counter = `select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::int as n
    from pg_stat_xact_user_tables where schemaname in ('app', 'private') and relname in ('document', 'document_revision')`;
  await db.sql.query('begin');
  await db.sql.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: PERSONAS.wen.id })]);
  const before = (await db.sql.query(counter)).rows[0].n;
  const answer = `select api.documents('question', $1, $2, 50) as page`;
  const { page } = (await db.sql.query(answer, [JSON.stringify(filter), after])).rows[0];
  const rows = (await db.sql.query(counter)).rows[0].n - before;
  await db.sql.query('rollback');
  return { page, rows };
}

describe('a bank of twenty thousand questions', () => {
  it('lists its newest by reading a thousand rows, and a further page by reading that page', async () => {
    const first = await reads({});
    expect(first.page).toMatchObject({ total: 1001, next: expect.any(String) });
    expect(first.page.items).toHaveLength(50);
    expect(first.rows).toBeLessThanOrEqual(1_001);
    const second = await reads({}, first.page.next);
    expect(second.rows).toBeLessThanOrEqual(60);
    expect(second.page.items[0].key).not.toBe(first.page.items[49].key);
  });

  it('finds a rare word by reading what it finds, not the bank', async () => {
    const { page, rows } = await reads({ text: '第7777号' });
    expect(page.items.map((item: { key: string }) => item.key)).toEqual(['big-7777']);
    expect(rows).toBeLessThanOrEqual(100);
  });

  it('lists what is live or waits for review without reading the drafts', async () => {
    expect((await reads({ status: 'published' })).rows).toBeLessThanOrEqual(300);
    expect((await reads({ status: 'review' })).rows).toBeLessThanOrEqual(10);
  });

  it('never reads a row twice, whatever is asked', async () => {
    for (const filter of [
      { text: '毒品' },
      { text: '毒' },
      { kp: 3 },
      { expiring: true },
      { mine: true },
      { text: '毒品', kp: 2, status: 'draft' },
    ])
      expect((await reads(filter)).rows, JSON.stringify(filter)).toBeLessThanOrEqual(BANK + 300);
  });
});

describe('an import', () => {
  const open = async () => (await wen<{ job: string }>(`api.import_open('question', '一份.xlsx')`)).job;
  const rows = (job: string, list: object[], start = 1) =>
    wen<{ new: number; changed: number; same: number; problems: { row: number; stops: boolean }[] }>(
      'api.import_rows($1, $2, $3)',
      [job, start, JSON.stringify(list)],
    );
  const commit = (job: string, mode: 'all' | 'good') =>
    wen<Record<string, unknown>>('api.import_commit($1, $2)', [job, mode]);
  const good = (i: number) => ({ key: `imported-${i}`, body: questionAbout(`导入的第 ${i} 题问什么？`) });
  const bad = { key: 'imported-bad', body: { ...questionAbout('没有答案的题？'), answer: 'F' } };

  it('writes all or, when a row is bad, nothing; or the good rows by choice', async () => {
    const job = await open();
    const check = await rows(job, [good(1), good(2), bad]);
    expect(check).toMatchObject({ new: 3, problems: [{ row: 3, stops: true }] });
    expect(await commit(job, 'all')).toEqual({ done: false, left_out: 1 });
    expect(await db.value(`select count(*)::int from app.document where key like 'imported-%'`)).toBe(0);
    expect(await commit(job, 'good')).toEqual({ done: true, new: 2, changed: 0, same: 0, left_out: 1 });
    expect(await db.rows(`select status, live from app.document where key like 'imported-%'`)).toEqual([
      { status: 'draft', live: null },
      { status: 'draft', live: null },
    ]);
  });

  it('of the same file makes no doubles; a changed row becomes a further revision', async () => {
    const job = await open();
    expect(await rows(job, [good(1), { ...good(2), body: questionAbout('改过的第二题？') }])).toMatchObject({
      same: 1,
      changed: 1,
    });
    await rows(job, [good(1), { ...good(2), body: questionAbout('改过的第二题？') }]);
    expect(await commit(job, 'all')).toMatchObject({ new: 0, changed: 1, same: 1 });
    expect(await db.value(`select head from app.document where key = 'imported-2'`)).toBe(2);
    expect(await db.value(`select count(*)::int from private.import_row`)).toBe(0);
  });

  it('with the same key twice keeps both rows out', async () => {
    const job = await open();
    await rows(job, [good(7), { ...good(7), body: questionAbout('另一个七？') }, good(8)]);
    expect(await commit(job, 'good')).toMatchObject({ new: 1, left_out: 2 });
  });

  it('publishes nothing: what came in waits for a second person', async () => {
    const key = 'imported-8';
    expect(await wen('api.submit_documents($1, $2)', ['question', [key]])).toMatchObject({ done: 1 });
    await expect(wen('api.publish_documents($1, $2)', ['question', [key]])).rejects.toThrow('not_staff');
    expect(await db.as(PERSONAS.he.id, 'select api.publish_documents($1, $2)', ['question', [key]])).toMatchObject({
      done: 1,
    });
  });
});
