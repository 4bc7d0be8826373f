/** (b) Records per second through the edge, beside what the same Postgres does with less work. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { anonymousToken, caller, type Running } from '../world/running.ts';
import { aim, count, flushTime, median, ms, quantile, table, times } from './measure.ts';

const SIZES = [1, 10, 50];
/** callers at once: enough to keep every process busy / few enough to see what one phone sees */
const BUSY = 8;
const CALM = 2;

/** A function that does nothing, one that stores a batch and checks nothing: in the bench's own database only. */
const YARDSTICKS = `
  create schema bench;
  create table bench.bare (id uuid primary key, owner uuid not null, body jsonb not null, at timestamptz not null default now());
  create table bench.plain (like bench.bare including all);
  create function api.bench_noop(batch text[]) returns integer language sql as 'select 1';
  create function api.bench_bare(batch text[]) returns bigint language plpgsql security definer set search_path = '' as $$
  declare n bigint;
  begin
    with put as (
      insert into bench.bare (id, owner, body) select (t::jsonb ->> 'id')::uuid, auth.uid(), t::jsonb from unnest(batch) t returning 1)
    select count(*) into n from put;
    return n;
  end $$;
  grant execute on function api.bench_noop(text[]), api.bench_bare(text[]) to authenticated;
  notify pgrst, 'reload schema';`;

interface Load {
  perSecond: number;
  took: number[];
}

export async function benchRecords(running: Running, quick: boolean): Promise<string> {
  const seconds = quick ? 2 : 6;
  const sql = new pg.Client(running.adminUrl);
  await sql.connect();
  await sql.query(YARDSTICKS);
  const questions = (await sql.query(`select code, revision from app.question where pool = 'practice' and current`))
    .rows;
  const made = () => {
    const question = questions[Math.floor(Math.random() * questions.length)];
    const at = new Date().toISOString();
    const text = {
      id: randomUUID(),
      v: 1,
      kind: 'answer',
      at,
      quiz: 'daily',
      question: question.code,
      rev: question.revision,
    };
    return JSON.stringify({ ...text, choice: 'A', ms: 4000 });
  };
  const batchOf = (n: number) => Array.from({ length: n }, made);
  const tokens = Array.from({ length: 500 }, () => anonymousToken(running.jwtSecret, randomUUID()));
  const token = (i: number) => tokens[i % tokens.length];
  const { call, close } = caller(running.address, BUSY);
  const rpc = (fn: string, extra: object = {}) => {
    return (batch: string[], i: number) => call<unknown>(`/rest/v1/rpc/${fn}`, { ...extra, batch }, token(i));
  };
  const record = rpc('record_participation', { protocol: 1, epoch: null, client_now: new Date().toISOString() });
  const pool = new pg.Pool({ connectionString: running.adminUrl, max: BUSY });
  const plain = (batch: string[]) => {
    const rows = batch.map((_, i) => `($${2 * i + 1}::uuid, $${2 * i + 1}::uuid, $${2 * i + 2}::jsonb)`).join();
    const values = batch.flatMap((text) => [JSON.parse(text).id, text]);
    return pool.query(`insert into bench.plain (id, owner, body) values ${rows}`, values);
  };
  await untilKnown(() => call('/rest/v1/rpc/bench_noop', { batch: [] }, token(0)));

  const rows: string[][] = [];
  const aims: string[] = [];
  try {
    for (const size of SIZES) {
      const run = async (work: (batch: string[], i: number) => Promise<unknown>, lanes = BUSY, again?: string[][]) =>
        await load(work, () => batchOf(size), lanes, seconds, again);
      await run(record, BUSY);
      const noop = await run(rpc('bench_noop'));
      const inserted = await run(plain);
      const bare = await run(rpc('bench_bare'));
      const sent: string[][] = [];
      const keep = (batch: string[], i: number) => record(sent[i] ?? (sent[i] = batch), i);
      const first = await run(keep);
      const replay = await run(record, BUSY, sent);
      const calm = await run(record, CALM);
      const ratio = first.perSecond / bare.perSecond;
      const rate = (of: Load) => count(of.perSecond * size);
      rows.push([
        String(size),
        count(noop.perSecond),
        rate(inserted),
        rate(bare),
        `**${rate(first)}**`,
        times(ratio),
        rate(replay),
        `${ms(median(first.took))} / ${ms(quantile(first.took, 0.99))}`,
        `${ms(median(calm.took))} / ${ms(quantile(calm.took, 0.99))}`,
      ]);
      if (size === 50) aims.push(aim(ratio >= 0.6, `at 50: ${times(ratio)} of the bare batch RPC (aim ≥ 0.6×)`));
      if (size === 10)
        aims.push(
          aim(
            quantile(first.took, 0.99) <= 40,
            `at 10: p99 ${ms(quantile(first.took, 0.99))} with ${BUSY} callers (aim ≤ 40 ms)`,
          ),
        );
      aims.push(
        aim(
          replay.perSecond >= first.perSecond,
          `at ${size}: a replay runs at ${times(replay.perSecond / first.perSecond)} the rate of the first send`,
        ),
      );
    }
    const flush = flushTime(running.home);
    const { rows: wrong } = await sql.query('select count(*) as n from app.verify_rollups()');
    aims.push(aim(wrong[0].n === '0', `figures equal the ledger afterwards (${wrong[0].n} differences)`));
    return [
      `## (b) Records per second through the edge`,
      `fdatasync ${ms(flush.median)} (p99 ${ms(flush.p99)}); ${BUSY} callers, ${seconds} s each; load generator, edge, PostgREST and Postgres share the machine. Everything but the plain INSERT goes edge → PostgREST with a token.`,
      table(
        [
          'batch',
          'no-op calls/s',
          'plain INSERT rows/s',
          'bare RPC rows/s',
          'Qingtu records/s',
          'of bare',
          'replayed/s',
          `p50 / p99, ${BUSY} callers`,
          `p50 / p99, ${CALM} callers`,
        ],
        rows,
      ),
      aims.join('  \n'),
    ].join('\n\n');
  } finally {
    close();
    await pool.end();
    await sql.end();
  }
}

/** Calls `work` from `lanes` at once for some seconds; with `again`, on those batches in turn, at most once each. */
async function load(
  work: (batch: string[], i: number) => Promise<unknown>,
  next: () => string[],
  lanes: number,
  seconds: number,
  again?: string[][],
): Promise<Load> {
  const took: number[] = [];
  const from = performance.now();
  const until = from + seconds * 1000;
  let i = 0;
  const lane = async () => {
    while (performance.now() < until && (!again || i < again.length)) {
      const turn = i++;
      const batch = again ? again[turn] : next();
      const began = performance.now();
      await work(batch ?? [], turn);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { perSecond: (took.length / (performance.now() - from)) * 1000, took };
}

/** PostgREST needs a moment to learn of new functions. */
async function untilKnown(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (
      await ask().then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('PostgREST does not see the bench functions');
}
