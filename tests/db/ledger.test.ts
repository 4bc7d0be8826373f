import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { answer, deliver, differences, round, send, text } from '../world/records.ts';

let db: Database;
let an: string;
let bei: string;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
beforeEach(() => {
  an = randomUUID();
  bei = randomUUID();
});
afterAll(closeDatabases);

const idOf = (record: string) => (JSON.parse(record) as { id: string }).id;
const count = () => db.value<number>('select count(*)::int from app.participation');
const stored = async (record: string) =>
  (await db.rows<Record<string, unknown>>('select * from app.participation where id = $1', [idOf(record)]))[0]!;

describe('a batch', () => {
  it('sent five times is in the ledger once, and every repeat gets the answer `seen`', async () => {
    const before = await count();
    const batch = [answer(), answer(), round(), text({ kind: 'profile', district: '330302', age_band: '18-34' })];
    expect(await send(db, an, batch)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const figures = await db.rows('select kind, sum(records) from app.figure group by 1 order by 1');
    for (let i = 0; i < 4; i++) expect(await send(db, an, batch)).toEqual(['seen', 'seen', 'seen', 'seen']);
    expect(await count()).toBe(before + 4);
    expect(await db.rows('select kind, sum(records) from app.figure group by 1 order by 1')).toEqual(figures);
    expect(await differences(db)).toEqual([]);
  });

  it('gets one verdict per element, in its order, with the ids echoed', async () => {
    const good = answer();
    const known = answer();
    await send(db, an, [known]);
    const bad = text({ kind: 'answer' });
    const strange = text({ kind: 'dance' });
    const batch = ['{', good, bad, known, strange, '', answer({ quiz: 'nowhere' }), answer({ question: 'nothing' })];
    const { verdicts } = await deliver(db, an, [...batch, '{"id": "7"}']);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'rejected:unparsable',
      'accepted',
      'rejected:bad_field',
      'seen',
      'rejected:upgrade',
      'rejected:unparsable',
      'rejected:unknown_quiz',
      'rejected:unknown_question',
      'rejected:bad_id',
    ]);
    expect(verdicts.map(({ id }) => id).slice(0, 4)).toEqual([null, idOf(good), idOf(bad), idOf(known)]);
  });

  it('with the same record twice has it once; with another text under its id says conflict', async () => {
    const once = answer();
    const id = idOf(once);
    const batch = [once, once, answer({ id, choice: 'B' })];
    expect(await send(db, an, batch)).toEqual(['accepted', 'seen', 'conflict']);
    expect(await send(db, an, [answer({ id, choice: 'B' }), once])).toEqual(['conflict', 'seen']);
    expect(await stored(once)).toMatchObject({ body: once });
  });

  it('that arrives again under a new sign-in is still one: the first owner keeps it', async () => {
    const record = answer();
    await send(db, an, [record]);
    expect(await send(db, bei, [record, answer({ id: idOf(record), choice: 'B' })])).toEqual(['seen', 'conflict']);
    const owner = await db.value('select person from private.person_link where sign_in = $1', [an]);
    expect((await stored(record)).person).toBe(owner);
  });

  it('may hold null, and its neighbours are none the worse', async () => {
    expect(await send(db, an, [null, answer(), null])).toEqual([
      'rejected:unparsable',
      'accepted',
      'rejected:unparsable',
    ]);
    const odd = `[5:6]={${['x', 'y'].map((each) => JSON.stringify(each)).join(',')}}`;
    const call = 'select api.record_participation(1, null, now(), $1::text[])';
    const reply = await db.as<{ verdicts: unknown[] }>(an, call, [odd]);
    expect(reply.verdicts).toHaveLength(2);
  });

  it('that is empty is answered', async () => {
    expect(await send(db, an, [])).toEqual([]);
  });

  it('beyond the limits is refused whole', async () => {
    const state = (batch: string[], protocol = 1) => send(db, an, batch, { protocol }).catch((error) => error.message);
    expect(await state(Array(201).fill('{}'))).toBe('batch_too_large');
    expect(await state(Array(100).fill('x'.repeat(4000)))).toBe('batch_too_large');
    expect(await state([answer()], 2)).toBe('upgrade_required');
    expect(await state([answer()], 0)).toBe('upgrade_required');
    expect(await send(db, an, [answer({ pad: 'x'.repeat(4096) })])).toEqual(['rejected:unparsable']);
    expect(await send(db, null, [answer()]).catch((error) => error.code)).toBe('42501');
  });
});

describe('refused records', () => {
  it('are kept for support, each once, at most a thousand of a person and 4 KB of each', async () => {
    const bad = Array.from({ length: 200 }, (_, i) => text({ kind: 'answer', i, pad: '毒'.repeat(1000) }));
    for (let i = 0; i < 2; i++) await send(db, an, bad.slice(0, 60));
    const kept = () =>
      db.value<number>(
        `select count(*)::int from app.participation_reject r join private.person_link l using (person) where l.sign_in = $1`,
        [an],
      );
    expect(await kept()).toBe(60);
    for (let i = 0; i < 7; i++)
      await send(
        db,
        an,
        Array.from({ length: 200 }, () => text({ kind: 'answer' })),
      );
    expect(await kept()).toBeLessThan(1200);
    expect(await kept()).toBeGreaterThanOrEqual(1000);
  });
});

describe('time', () => {
  it('is the server clock less the age that the phone measured, never later than now', async () => {
    const batch = [answer(), answer(), answer(), answer(), answer()];
    const ages = [90_000, -5000, 'NaN', 'Infinity', 86_400_000 * 400];
    expect(await send(db, an, batch, { ages })).toEqual(Array(5).fill('accepted'));
    const seconds = async (record: string) =>
      await db.value<number>(
        'select extract(epoch from received_at - occurred_at)::float8 from app.participation where id = $1',
        [idOf(record)],
      );
    const measured = [];
    for (const record of batch) measured.push(await seconds(record));
    expect(measured).toEqual([90, 0, 0, 0, 86_400 * 400]);
  });

  it('without ages is the moment of arrival, whatever the phone clock says', async () => {
    const record = answer({ at: '1999-01-01T00:00:00Z' });
    expect(await send(db, an, [record, answer()], { ages: [1000] })).toEqual(['accepted', 'accepted']);
    const { occurred_at, received_at } = await stored(record);
    expect(Number(received_at) - Number(occurred_at)).toBe(1000);
  });

  it('falls into the month of China', async () => {
    await db.sql.query(`update private.clock set shift = timestamptz '2026-03-31 16:30:00Z' - now()`);
    const [april, march] = [answer(), answer()];
    await send(db, an, [april, march], { ages: [0, 3_600_000] });
    await db.sql.query(`update private.clock set shift = '0'`);
    const month = async (record: string) =>
      await db.value('select period::text from app.participation where id = $1', [idOf(record)]);
    expect([await month(april), await month(march)]).toEqual(['2026-04-01', '2026-03-01']);
    expect(await differences(db)).toEqual([]);
  });
});

describe('the ledger', () => {
  it('can be changed and emptied by nobody, not even its owner', async () => {
    await send(db, an, [answer()]);
    for (const sql of ['update app.participation set correct = 1', 'delete from app.participation']) {
      await expect(db.sql.query(sql)).rejects.toThrow('append-only');
    }
  });

  it('grades by itself: what a phone claims about points is no field', async () => {
    expect(await send(db, an, [answer({ correct: 1 }), answer({ score: 9 }), answer({ person: bei })])).toEqual(
      Array(3).fill('rejected:bad_field'),
    );
    const key = await db.value<string>(
      `select answer from private.question_key where code = 'k01-001' and revision = 1`,
    );
    const [right, wrong, pass] = [
      answer({ choice: key }),
      answer({ choice: key === 'A' ? 'B' : 'A' }),
      answer({ choice: '?' }),
    ];
    await send(db, an, [right, wrong, pass]);
    const marks = [];
    for (const record of [right, wrong, pass]) marks.push((await stored(record)).correct);
    expect(marks).toEqual([1, 0, 0]);
  });

  it('takes no practice answer to a contest or monitoring question', async () => {
    const guarded = await db.rows<{ code: string }>(
      `select code from app.question where pool <> 'practice' and current order by code limit 20`,
    );
    const verdicts = await send(
      db,
      an,
      guarded.map(({ code }) => answer({ question: code })),
    );
    expect(verdicts).toEqual(Array(guarded.length).fill('rejected:unknown_question'));
  });
});
