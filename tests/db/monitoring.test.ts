import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { handIn, monitoringForm, smallCity } from '../world/forms.ts';
import { answer, differences, send, text } from '../world/records.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await monitoringForm(db, 'form', 10, 8);
  await setClock(db, '2026-05-10T10:00:00+08:00');
});
afterAll(closeDatabases);

const row = async (signIn: string) =>
  await db.rows<{ outcome: string; correct: number; marks: string; period: string }>(
    `select p.outcome, p.correct, p.marks, p.period::text from app.participation p join private.person_link l using (person)
     where l.sign_in = $1 and p.kind = 'monitor' order by p.received_at, p.outcome`,
    [signIn],
  );

describe('a monitoring form', () => {
  it('counts the first attempt of a person and quarter; later ones are learning, the next quarter is new', async () => {
    const me = randomUUID();
    expect(await handIn(db, { signIn: me, form: 'form', marks: '1111111100' })).toBe('accepted');
    await passTime(db, '1 day');
    expect(await handIn(db, { signIn: me, form: 'form', marks: '1111111111' })).toBe('accepted');
    await passTime(db, '60 days');
    expect(await handIn(db, { signIn: me, form: 'form', marks: '0000000000' })).toBe('accepted');
    await passTime(db, '-61 days');
    expect(await row(me)).toEqual([
      { outcome: 'monitor', correct: 8, marks: '1111111100', period: '2026-04-01' },
      { outcome: 'monitor_again', correct: 10, marks: '1111111111', period: '2026-04-01' },
      { outcome: 'monitor', correct: 0, marks: '0000000000', period: '2026-07-01' },
    ]);
    expect(await differences(db)).toEqual([]);
  });

  it('answered in under two seconds an item is told apart, and uses up the first attempt', async () => {
    const me = randomUUID();
    await handIn(db, { signIn: me, form: 'form', marks: '1111111111', ms: 1999 });
    await passTime(db, '1 minute');
    await handIn(db, { signIn: me, form: 'form', marks: '1111111111', ms: 2000 });
    await passTime(db, '-1 minute');
    expect((await row(me)).map(({ outcome }) => outcome)).toEqual(['monitor_fast', 'monitor_again']);
  });

  it('gives nothing for 不知道 and nothing for letters that do not exist', async () => {
    const me = randomUUID();
    const answers = ['?', 'A', 'B', 'L', 'AA', 'AB', '?', 'A', 'A', 'C'];
    const record = { kind: 'monitor', quiz: 'form', version: 1, answers, ms: Array(10).fill(3000) };
    expect(await send(db, me, [text(record)])).toEqual(['accepted']);
    expect(await row(me)).toMatchObject([{ marks: '0100000110', correct: 3 }]);
  });

  it('with another number of answers, another version or another name is refused', async () => {
    const me = randomUUID();
    const record = (more: object) =>
      text({
        kind: 'monitor',
        quiz: 'form',
        version: 1,
        answers: Array(10).fill('A'),
        ms: Array(10).fill(3000),
        ...more,
      });
    const nine = { answers: Array(9).fill('A'), ms: Array(9).fill(3000) };
    const eleven = { answers: Array(11).fill('A'), ms: Array(11).fill(3000) };
    const batch = [nine, eleven, { version: 2 }, { quiz: 'other' }, { ms: [1] }, { answers: [] }].map(record);
    expect(await send(db, me, batch)).toEqual([
      ...Array(2).fill('rejected:bad_field'),
      ...Array(2).fill('rejected:unknown_quiz'),
      ...Array(2).fill('rejected:bad_field'),
    ]);
    expect(await row(me)).toEqual([]);
  });

  it('is taken 72 hours after it was handed in, and no later', async () => {
    const [soon, late] = [randomUUID(), randomUUID()];
    const record = () =>
      text({ kind: 'monitor', quiz: 'form', version: 1, answers: Array(10).fill('A'), ms: Array(10).fill(3000) });
    expect(await send(db, soon, [record()], { ages: [72 * 3_600_000 - 1000] })).toEqual(['accepted']);
    expect(await send(db, late, [record(), answer()], { ages: [72 * 3_600_000 + 1000, 0] })).toEqual([
      'late',
      'rejected:unknown_quiz',
    ]);
  });

  it('outside its window is closed, judged by when it was handed in', async () => {
    await monitoringForm(db, 'summer', 10, 8);
    await db.sql.query(`update app.quiz set opens_at = app.clock_now() - interval '1 hour', closes_at = app.clock_now() + interval '1 hour'
      where slug = 'summer'`);
    const record = () =>
      text({ kind: 'monitor', quiz: 'summer', version: 1, answers: Array(10).fill('A'), ms: Array(10).fill(3000) });
    expect(await send(db, randomUUID(), [record()], { ages: [2 * 3_600_000] })).toEqual(['closed']);
    await passTime(db, '2 hours');
    expect(await send(db, randomUUID(), [record()])).toEqual(['closed']);
    expect(await send(db, randomUUID(), [record()], { ages: [90 * 60_000] })).toEqual(['accepted']);
    await passTime(db, '-2 hours');
  });

  it('once used is locked: no item changes, goes or comes; a new version may', async () => {
    expect(await db.value(`select locked from app.form_version where quiz = 'form'`)).toBe(true);
    for (const sql of [
      `update app.quiz_item set position = 50 where quiz = 'form' and position = 1`,
      `delete from app.quiz_item where quiz = 'form' and position = 1`,
      `insert into app.quiz_item (quiz, purpose, position, question, revision, pool) values ('form', 'monitoring', 11, 'summer-1', 1, 'monitoring')`,
    ]) {
      await expect(db.sql.query(sql), sql).rejects.toThrow('form_locked');
    }
    await db.sql.query(
      `insert into app.quiz_item (quiz, purpose, version, position, question, revision, pool) values ('form', 'monitoring', 2, 1, 'summer-1', 1, 'monitoring')`,
    );
    expect(await db.value(`select count(*)::int from app.quiz_item where quiz = 'form' and version = 1`)).toBe(10);
  });

  it('tells no mark by any way: a person who tries answer after answer learns no key', async () => {
    const me = randomUUID();
    for (const marks of ['1000000000', '0100000000']) await handIn(db, { signIn: me, form: 'form', marks });
    const said = async (sql: string) => JSON.stringify(await db.as(me, sql));
    const exported = await db.as<{ records: Record<string, unknown>[] }>(me, 'select api.my_export()');
    expect(exported.records).toHaveLength(2);
    for (const record of exported.records) {
      expect(record).not.toHaveProperty('marks');
      expect(record).not.toHaveProperty('correct');
    }
    const before = await said('select api.my_passport()');
    await handIn(db, { signIn: me, form: 'form', marks: '1111111111' });
    expect(await said('select api.my_passport()')).toBe(before.replace('"forms":2', '"forms":3'));
  });
});
