/** (c) Figures as the ledger grows: rollup + tail beside GROUP BY on the ledger, every value compared. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { anonymousToken, caller, type Running } from '../world/running.ts';
import { aim, count, median, ms, table, times } from './measure.ts';

const PERSONS = 50_000;
const TAIL_ROWS = 50_000;
/** records per second that arrive while figures are read: batches of 50 through the edge */
const ARRIVING = 1000;

/** Ledger rows number `from` to `to`: 49 answers to one monitoring form, over twelve months, districts, ages, points. */
const GROW = `
  insert into app.participation (id, person, kind, outcome, occurred_at, received_at, period, quiz, question, kp, correct, total,
    marks, district, age_band, first_ever, first_in_month, body)
  select (lpad(to_hex(i), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
    (lpad(to_hex(i % ${PERSONS}), 8, '0') || '-0000-4000-9000-000000000000')::uuid, k, k, at, at,
    case when form then date_trunc('quarter', at at time zone 'Asia/Shanghai') else date_trunc('month', at at time zone 'Asia/Shanghai') end::date,
    case when form then f.quiz else 'daily' end, case when not form then 'k' || i % 100 end, case when not form then 1 + i % 10 end,
    case when form then length(replace(marks, '0', '')) else (hash % 4 <> 0)::int end, case when form then f.items else 1 end,
    case when form then marks end, d.codes[1 + hash % cardinality(d.codes)], (array['u18', '18-34', '35-59', '60up', null])[1 + (hash / 64) % 5],
    i < ${PERSONS}, i / ${PERSONS} < 12, '{}'
  from generate_series($1::int, $2::int - 1) i
  cross join (select array_agg(code order by code) as codes from app.district where level = 'county') d
  cross join (select q.slug || '@' || q.version as quiz, count(*)::int as items from app.quiz q
    join app.quiz_item n on n.quiz = q.slug and n.version = q.version where q.purpose = 'monitoring' group by q.slug limit 1) f
  cross join lateral (select hashint4(i) & 2147483647 as hash, i % 50 = 49 as form) h
  cross join lateral (select case when form then 'monitor' else 'answer' end as k,
    case when form then app.clock_now() else (date_trunc('month', app.clock_now()) - (11 - (i / 50) % 12) * interval '1 month') end as at,
    case when form then (select string_agg(case when (hash >> n) & 3 = 0 then '0' else '1' end, '') from generate_series(1, f.items) n) end as marks) v`;

/** The same reach and the same crude rates, asked of the ledger itself. */
const REACH_BY_LEDGER = `
  select case grouping(period, district, age_band, kp) when 7 then 'month' when 11 then 'district' when 13 then 'age_band' when 14 then 'kp' else 'all' end as slice,
    coalesce(period::text, district, age_band, kp::text, '') as key, case when grouping(kp) = 0 then 0 else sum(people) end::bigint as people,
    case when grouping(kp) = 0 then 0 else sum(newcomers) end::bigint as newcomers, sum(answers)::bigint as answers, sum(correct)::bigint as correct
  from (
    select date_trunc('month', occurred_at at time zone 'Asia/Shanghai')::date as period, coalesce(district, '') as district, coalesce(age_band, '') as age_band,
      coalesce(kp, 0) as kp, count(*) filter (where first_in_month) as people, count(*) filter (where first_ever) as newcomers,
      count(*) filter (where kind = 'answer') as answers, coalesce(sum(correct) filter (where kind = 'answer'), 0) as correct
    from app.participation group by 1, 2, 3, 4) c
  where period between $1 and $2
  group by grouping sets ((), (period), (district), (age_band), (kp)) having grouping(kp) = 1 or kp > 0`;
const REACH = 'select slice, key, people, newcomers, answers, correct from app.reach($1, $2)';

const CRUDE_BY_LEDGER = `
  select case grouping(district, age_band) when 1 then 'district' when 2 then 'age_band' else 'all' end as slice,
    coalesce(district, age_band, '') as key, count(*) as n_all, round(avg((correct >= threshold)::int), 9)::float8 as crude
  from (select p.district, p.age_band, p.correct, q.threshold from app.participation p join app.quiz q on q.slug = split_part(p.quiz, '@', 1)
    where p.outcome = 'monitor' and p.period = $1 and p.quiz = $2) m
  group by grouping sets ((), (district), (age_band))
  having grouping(district, age_band) = 3 or coalesce(district, age_band) is not null`;
const CRUDE = `select slice, key, n_all, round(crude::numeric, 9)::float8 as crude from app.awareness($1, $2)
  where measure = 'C' and n_all > 0`;

export async function benchFigures(running: Running, quick: boolean): Promise<string> {
  const sql = new pg.Client(running.adminUrl);
  await sql.connect();
  const one = async <T>(text: string, values: unknown[] = []) =>
    Object.values((await sql.query(text, values)).rows[0])[0] as T;
  // the timer of the stack must not fold the tail away while its weight is measured
  await sql.query(`select pg_advisory_lock(hashtext('app.fold_tail'))`);
  await sql.query(`insert into app.person (id, since) select (lpad(to_hex(i), 8, '0') || '-0000-4000-9000-000000000000')::uuid, current_date
    from generate_series(0, ${PERSONS - 1}) i on conflict do nothing`);
  const staff = await one<string>(`select sign_in from app.staff_role where role = 'city_admin' limit 1`);
  const form = await one<string>(`select slug || '@' || version from app.quiz where purpose = 'monitoring' limit 1`);
  const quarter = await one<string>('select app.quarter(app.clock_now())::text');
  const months = [`2000-01-01`, await one<string>('select app.month(app.clock_now())::text')];
  const asStaff = `select set_config('request.jwt.claims', '{"sub":"${staff}","role":"authenticated"}', false)`;
  await sql.query(asStaff);
  const span = [await one<string>(`select (app.month(app.clock_now()) - interval '11 months')::date::text`), months[1]];

  const results: {
    rows: number;
    reach: number;
    aware: number;
    reachLedger: number;
    awareLedger: number;
    reachFolded: number;
  }[] = [];
  const lines: string[][] = [];
  let equal = true;
  let arrived = 0;
  let from = 0;
  for (const to of quick ? [100_000, 300_000] : [100_000, 1_000_000, 3_000_000]) {
    await sql.query('set session_replication_role = replica');
    for (let at = from; at < to; at += 100_000) await sql.query(GROW, [at, Math.min(to, at + 100_000)]);
    await sql.query('set session_replication_role = origin');
    from = to;
    await sql.query('select app.rebuild_rollups()');
    // what arrived last and is not folded: one tail row per effect
    await sql.query('set session_replication_role = replica');
    await sql.query(GROW, [2_000_000_000 + to, 2_000_000_000 + to + TAIL_ROWS]);
    await sql.query('set session_replication_role = origin');
    await sql.query(
      `insert into app.tail select kind, period, quiz, district, age_band, kp, records, correct, total, passed, perfect, people, newcomers
      from app.effect where id >= $1::uuid and id < $2::uuid`,
      [idOf(2_000_000_000 + to), idOf(2_000_000_000 + to + TAIL_ROWS)],
    );
    await sql.query('analyze app.participation, app.tail, app.rollup');

    const stop = await arrivals(running);
    const reach = await timed(sql, 15, 'select api.reach_live($1::date, $2::date)', span);
    const aware = await timed(sql, 15, 'select api.awareness_live(null)', []);
    const reachLedger = await timed(sql, 3, REACH_BY_LEDGER, months);
    const awareLedger = await timed(sql, 3, CRUDE_BY_LEDGER, [quarter, form]);
    arrived = await stop();
    const same =
      (await sameValues(sql, REACH, REACH_BY_LEDGER, months)) &&
      (await sameValues(sql, CRUDE, CRUDE_BY_LEDGER, [quarter, form]));
    equal &&= same;
    const tail = await one<string>('select count(*) from app.tail');
    // as the stack's timer leaves it every five seconds
    await sql.query(`select pg_advisory_unlock(hashtext('app.fold_tail')), app.fold_tail()`);
    await sql.query('vacuum app.tail');
    const reachFolded = await timed(sql, 15, 'select api.reach_live($1::date, $2::date)', span);
    const awareFolded = await timed(sql, 15, 'select api.awareness_live(null)', []);
    await sql.query(`select pg_advisory_lock(hashtext('app.fold_tail'))`);
    results.push({ rows: to, reach, aware, reachLedger, awareLedger, reachFolded });
    lines.push([
      count(to),
      count(Number(tail)),
      ms(reach),
      ms(reachFolded),
      ms(reachLedger),
      times(reachLedger / reach),
      ms(aware),
      ms(awareFolded),
      ms(awareLedger),
      times(awareLedger / aware),
      `${count(arrived)}/s`,
      same ? 'all' : '**no**',
    ]);
  }
  await sql.query(`select pg_advisory_unlock(hashtext('app.fold_tail'))`);
  await sql.end();
  const [small, large] = [results[0], results[results.length - 1]];
  if (!small || !large) throw new Error('nothing measured');
  const growth = Math.max(large.reach / small.reach, large.aware / small.aware);
  return [
    '## (c) Figures as the ledger grows',
    `Read while up to ${ARRIVING} records/s arrive through the edge, the tail unfolded. Reach: \`api.reach_live\` of twelve months; rate: \`api.awareness_live\`, weights and intervals included, beside the crude rates alone by GROUP BY.`,
    table(
      [
        'ledger rows',
        'tail rows',
        'reach',
        'reach, folded',
        'by GROUP BY',
        'faster',
        'awareness rate',
        'rate, folded',
        'crude by GROUP BY',
        'faster',
        'arriving',
        'values equal',
      ],
      lines,
    ),
    [
      aim(equal, 'every value equals the GROUP BY on the ledger, in one snapshot'),
      aim(
        growth <= 1.2,
        `growth from ${count(small.rows)} to ${count(large.rows)}: reach ${times(large.reach / small.reach)}, rate ${times(large.aware / small.aware)} (aim ≤ 1.2×)`,
      ),
      aim(
        large.reachLedger / large.reach >= 100,
        `at ${count(large.rows)}: reach ${times(large.reachLedger / large.reach)} faster than GROUP BY, ${times(large.reachLedger / large.reachFolded)} with the tail folded (aim ≥ 100× at 3 million)`,
      ),
    ].join('  \n'),
  ].join('\n\n');
}

const idOf = (i: number) => {
  const hex = i.toString(16);
  return `${hex.padStart(8, '0')}-0000-4000-8000-${hex.padStart(12, '0')}`;
};

async function timed(sql: pg.Client, runs: number, text: string, values: unknown[]): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i <= runs; i++) {
    const from = performance.now();
    await sql.query(text, values);
    if (i > 0) took.push(performance.now() - from);
  }
  return median(took);
}

/** Both answers in one snapshot, row by row. */
async function sameValues(sql: pg.Client, figure: string, ledger: string, values: unknown[]): Promise<boolean> {
  await sql.query('begin isolation level repeatable read');
  const ask = async (text: string) => (await sql.query(text, values)).rows.map((row) => JSON.stringify(row)).sort();
  const [a, b] = [await ask(figure), await ask(ledger)];
  await sql.query('commit');
  const same = a.length > 0 && a.join('\n') === b.join('\n');
  if (!same)
    console.error(a.filter((row) => !b.includes(row)).slice(0, 3), b.filter((row) => !a.includes(row)).slice(0, 3));
  return same;
}

/** Lets records arrive in batches of 50 through the edge; the answer ends it and gives the rate reached. */
async function arrivals(running: Running): Promise<() => Promise<number>> {
  const { call, close } = caller(running.address, 4);
  const tokens = Array.from({ length: 100 }, () => anonymousToken(running.jwtSecret, randomUUID()));
  const questions = await call<{ code: string; rev: number }[]>('/rest/v1/rpc/practice_bank', { locale: 'zh-Hans' });
  const from = performance.now();
  let sent = 0;
  let turn = 0;
  const open = new Set<Promise<unknown>>();
  const timer = setInterval(
    () => {
      if (open.size >= 4) return;
      const question = questions[turn % questions.length];
      const batch = Array.from({ length: 50 }, () =>
        JSON.stringify({
          id: randomUUID(),
          v: 1,
          kind: 'answer',
          at: new Date().toISOString(),
          quiz: 'daily',
          question: question?.code,
          rev: question?.rev,
          choice: 'A',
          ms: 4000,
        }),
      );
      const body = { protocol: 1, epoch: null, client_now: new Date().toISOString(), batch };
      const work = call('/rest/v1/rpc/record_participation', body, tokens[turn++ % tokens.length]).then(
        () => (sent += 50),
      );
      open.add(work);
      void work.finally(() => open.delete(work));
    },
    (50 / ARRIVING) * 1000,
  );
  return async () => {
    clearInterval(timer);
    await Promise.all(open);
    close();
    return sent / ((performance.now() - from) / 1000);
  };
}
