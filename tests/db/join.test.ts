import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLASS_CODE_PATTERN, REOPEN_MINUTES, SEATS_MAX } from '../../src/contract/courses.ts';
import { passTime } from '../world/clock.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { differences } from '../world/records.ts';
import { classFigures, join, openClass, smallSchools } from '../world/schools.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await insertPersonas(db.sql);
  await smallSchools(db);
});
afterAll(closeDatabases);

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const guess = () => Array.from({ length: 8 }, () => ALPHABET[Math.floor(Math.random() * 32)]).join('');
const seatsTaken = () => db.value<string>('select count(*) from app.seat');

describe('a class code', () => {
  it('has eight characters of Crockford’s alphabet and is read as it was meant', async () => {
    const { code } = await openClass(db, 10, { number: 31 });
    expect(code).toMatch(CLASS_CODE_PATTERN);
    const typed = `${code.slice(0, 4)} - ${code.slice(4)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await join(db, randomUUID(), typed, 1)).toMatchObject({ seat: 1 });
  });

  it('stops when it is locked, has run out or is replaced, and holds again when it is unlocked', async () => {
    const { id, code } = await openClass(db, 10, { number: 32 });
    const dai = PERSONAS.dai.id;
    await db.as(dai, 'select api.lock_class_code($1, true)', [id]);
    expect((await join(db, randomUUID(), code, 1)).message).toBe('not_found');
    await db.as(dai, 'select api.lock_class_code($1, false)', [id]);
    expect(await join(db, randomUUID(), code, 1)).toMatchObject({ seat: 1 });
    await passTime(db, '7 days');
    expect((await join(db, randomUUID(), code, 2)).message).toBe('not_found');
    await passTime(db, '-7 days');
    await db.as(dai, 'select api.set_class_code($1, 7)', [id]);
    expect((await join(db, randomUUID(), code, 2)).message).toBe('not_found');
  });

  it('that is wrong, has run out or is locked runs the same statements, reads the same rows and gets the same answer', async () => {
    const expired = await openClass(db, 10, { number: 33 });
    const locked = await openClass(db, 10, { number: 34 });
    await db.as(PERSONAS.dai.id, 'select api.lock_class_code($1, true)', [locked.id]);
    await db.sql.query(`update private.class_code set until = until - 30 where class = $1`, [expired.id]);
    await db.value('select app.lay_code_days($1)', [expired.id]);
    await db.sql.query('analyze');
    const codes = [guess(), expired.code, locked.code];
    const clients = await Promise.all(codes.map(() => db.connect()));
    // Every connection has made its plans, and the table of limits does not grow while it is looked at.
    for (const client of clients) await callAs(client, randomUUID(), 'select api.join_class($1, 1)', [guess()]);
    // What they have counted so far is handed in: from here on only the measured call counts.
    for (const client of clients) {
      await client.query('select pg_stat_force_next_flush()');
      await client.query('select 1');
    }
    await db.sql.query('vacuum private.rate');
    const measured = [];
    for (const [i, code] of codes.entries()) {
      const client = clients[i]!;
      const read = async () => {
        const { rows } = await client.query<{ what: string; n: string }>(
          `select relname as what, seq_scan || '/' || seq_tup_read || '/' || coalesce(idx_scan, 0) || '/' || coalesce(idx_tup_fetch, 0) as n
           from pg_stat_xact_all_tables where schemaname in ('app', 'private') and (seq_scan > 0 or idx_scan > 0) order by 1`,
        );
        return rows.map(({ what, n }) => `${what} ${n}`);
      };
      await client.query('begin');
      await client.query(`select set_config('request.jwt.claims', $1, true)`, [
        JSON.stringify({ sub: randomUUID(), role: 'authenticated' }),
      ]);
      const { rows } = await client.query<{ answer: object }>('select api.join_class($1, 1) as answer', [code]);
      measured.push({ answer: JSON.stringify(rows[0]!.answer), read: await read() });
      await client.query('rollback');
      // What was rolled back lies in the pages and would be read again.
      await db.sql.query('vacuum private.rate');
    }
    const [wrong, ...others] = measured;
    expect(wrong!.read.join(' ')).toContain('class_code_day');
    for (const other of others) expect(other).toEqual(wrong);
    expect(JSON.parse(wrong!.answer)).toMatchObject({ code: 'PT404', message: 'not_found' });
  });

  it('is not found by 100,000 guesses of a thousand sign-ins, and a class joins meanwhile', async () => {
    const { id, code } = await openClass(db, 60, { number: 35 });
    const before = await seatsTaken();
    const strangers = Array.from({ length: 1000 }, () => randomUUID()).flatMap((who) => Array<string>(5).fill(who));
    const bodies = new Map<string, number>();
    const tell = (what: string) => bodies.set(what, (bodies.get(what) ?? 0) + 1);
    // Twenty guesses in one statement, five times each: what counts is what the function answers, not the way to it; more
    // would search through what their own transaction has written over.
    const guesses = async (client: Awaited<ReturnType<Database['connect']>>, who: string) => {
      const { rows } = await client.query<{ answer: string; n: number }>('select * from pg_temp.guess($1)', [who]);
      for (const { answer, n } of rows) for (let i = 0; i < Number(n); i++) tell(answer);
    };
    const attackers = await Promise.all([db.connect(), db.connect(), db.connect()]);
    for (const client of attackers)
      await client.query(`create function pg_temp.guess(who uuid) returns table (answer text, n bigint) language plpgsql as $$
        declare got text[] := '{}'; a text;
        begin
          perform set_config('request.jwt.claims', jsonb_build_object('sub', who, 'role', 'authenticated')::text, true);
          for i in 1..20 loop
            begin
              a := api.join_class((select string_agg(substr('${ALPHABET}', (random() * 31)::integer + 1, 1), '') from generate_series(1, 8)), 1 + i % 60)::text;
            exception when others then a := sqlstate || ' ' || sqlerrm; end;
            got := got || a;
          end loop;
          return query select g, count(*) from unnest(got) g group by 1;
        end $$`);
    let next = 0;
    const attack = attackers.map(async (client) => {
      while (next < strangers.length) await guesses(client, strangers[next++]!);
    });
    const pupils = Array.from({ length: 60 }, () => randomUUID());
    const clients = await Promise.all([db.connect(), db.connect()]);
    const joined: unknown[] = [];
    let seat = 0;
    const classroom = clients.map(async (client) => {
      for (;;) {
        const mine = ++seat;
        if (mine > 60) return;
        joined.push(await callAs(client, pupils[mine - 1]!, 'select api.join_class($1, $2)', [code, mine]));
      }
    });
    await Promise.all([...attack, ...classroom]);
    expect(joined.filter((answer) => (answer as { seat?: number }).seat)).toHaveLength(60);
    expect(Number(await seatsTaken()) - Number(before)).toBe(60);
    expect(await db.value('select count(*) from app.seat where class = $1', [id])).toBe('60');
    expect(
      [...bodies.keys()]
        .map((body) => (body.startsWith('{') ? (JSON.parse(body) as { message: string }).message : body))
        .sort(),
    ).toEqual(['PT429 too_many', 'not_found']);
    // The alarm went off: who had guessed wrong before did not even get all of the ten guesses.
    expect([...bodies.values()].reduce((sum, n) => sum + n)).toBe(100_000);
    expect([...bodies].find(([body]) => body.startsWith('{'))![1]).toBeLessThan(10_000);
  }, 240_000);
});

describe('sixty pupils', () => {
  it('take sixty seats at once, two who want the same one get it once, and figures count them', async () => {
    const { id, code } = await openClass(db, 60, { number: 36 });
    const before = (await classFigures(db)).pupil ?? 0;
    const clients = await Promise.all(Array.from({ length: 8 }, () => db.connect()));
    let next = 0;
    const answers: { seat?: number; problem?: string }[] = [];
    await Promise.all(
      clients.map(async (client) => {
        for (;;) {
          const n = next++;
          if (n >= 120) return;
          answers.push(await callAs(client, randomUUID(), 'select api.join_class($1, $2)', [code, (n >> 1) + 1]));
        }
      }),
    );
    expect(answers.filter(({ seat }) => seat)).toHaveLength(60);
    expect(answers.filter(({ problem }) => problem === 'seat_taken')).toHaveLength(60);
    expect(await db.value('select count(distinct seat) from app.seat where class = $1', [id])).toBe('60');
    expect((await classFigures(db)).pupil).toBe(before + 60);
    expect(await differences(db)).toEqual([]);
  });
});

it('limits of the contract are those of the database', async () => {
  const { id } = await openClass(db, 10, { number: 37 });
  const dai = PERSONAS.dai.id;
  const refused = (sql: string, values: unknown[]) =>
    db.as(dai, sql, values).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  expect(await refused('select api.set_class_seats($1, $2)', [id, SEATS_MAX])).toBe('taken');
  expect(await refused('select api.set_class_seats($1, $2)', [id, SEATS_MAX + 1])).toBe('bad_argument');
  expect(await refused('select api.set_class_code($1, 31)', [id])).toBe('bad_argument');
  expect(await refused('select api.set_class_code($1, 0)', [id])).toBe('bad_argument');
  expect(REOPEN_MINUTES).toBe(10);
});
