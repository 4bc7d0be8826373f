/**
 * `npm run demo:simulate`: a believable year of the demo city, played through the real API (edge, PostgREST, ledger).
 * Options: --people 1500  --months 12  --seed 626 (the same seed plays the same year; record ids are new every time).
 * The product's clock (private.clock) is moved day by day and stands at zero again at the end, also after Ctrl-C.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { CannotStart, ROOT } from '../../supabase/local/place.ts';
import { type Act, type Content, contest, visit } from './acts.ts';
import { dice, type Item, invent } from './residents.ts';
import { anonymousToken, type Call, caller, eachOf, findOrStart } from './running.ts';
import { outing, readWays, walker } from './walks.ts';

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const LANES = 12;

const { values } = parseArgs({
  options: { people: { type: 'string' }, months: { type: 'string' }, seed: { type: 'string' } },
});
const number = (name: 'people' | 'months' | 'seed', fallback: number, max: number) => {
  const value = Number(values[name] ?? fallback);
  if (Number.isInteger(value) && value > 0 && value <= max) return value;
  throw new CannotStart(`--${name} is a whole number from 1 to ${max}.`);
};

interface Sums {
  people: number;
  records: number;
  forms: number;
  contests: number;
  stamps: number;
  games: number;
  refused: Record<string, number>;
}

try {
  await main(number('people', 1500, 200_000), number('months', 12, 60), number('seed', 626, 2 ** 31));
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function main(count: number, months: number, seed: number): Promise<void> {
  const running = await findOrStart();
  const sql = new pg.Client(running.postgresUrl);
  await sql.connect();
  const { call, close } = caller(running.address, LANES);
  const setClock = (ms: number) => sql.query(`update private.clock set shift = $1 * interval '1 millisecond'`, [ms]);
  const interrupted = () => void setClock(0).finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const began = Date.now();
    const total = await play(sql, call, running.jwtSecret, setClock, { count, months, seed });
    await setClock(0);
    await sql.query('select app.fold_tail()');
    const { rows } = await sql.query('select * from app.verify_rollups() limit 5');
    if (rows.length > 0) throw new Error(`figures differ from the ledger: ${JSON.stringify(rows)}`);
    const release = await publish(call);
    const refusals = Object.entries(total.refused).map(([verdict, n]) => `${n} ${verdict}`);
    console.log(
      `${total.people} residents, ${total.records} records (${total.forms} forms, ${total.contests} contest attempts, ${total.stamps} stamps, ${total.games} games) in ${seconds(began)}; ` +
        `${refusals.join(', ') || 'every record accepted'}; figures equal the ledger; release ${release} published.`,
    );
  } finally {
    await setClock(0);
    close();
    await sql.end();
    await running.stop();
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

async function play(
  sql: pg.Client,
  call: Call,
  secret: string,
  setClock: (ms: number) => Promise<unknown>,
  { count, months, seed }: { count: number; months: number; seed: number },
): Promise<Sums> {
  const random = dice(seed);
  // walks have chance of their own: the same seed answers the same with and without trails
  const chance = dice(seed + 1);
  const content = await readContent(sql);
  const ways = await readWays(sql);
  const places = (
    await sql.query(`select code, population from app.district where level = 'county' and population > 0`)
  ).rows;
  const shares = (await sql.query('select band, share::float8 from app.age_margin order by band')).rows;
  if (places.length === 0 || content.practice.length === 0)
    throw new CannotStart('The demo city is not loaded: npm run db:reset.');

  const today = new Date(Math.floor((Date.now() + SHANGHAI) / DAY) * DAY);
  const start = new Date(today);
  start.setUTCMonth(start.getUTCMonth() - months);
  const days = Array.from({ length: (+today - +start) / DAY + 1 }, (_, i) => new Date(+start + i * DAY));
  const people = invent(random, count, places, shares, days).map((person) => ({
    ...person,
    ...walker(chance, ways),
    token: '',
  }));
  const byDay = days.map((): typeof people => []);
  for (const person of people) for (const day of person.days) byDay[day]?.push(person);

  const total: Sums = { people: 0, records: 0, forms: 0, contests: 0, stamps: 0, games: 0, refused: {} };
  let month = { ...total, began: Date.now() };
  for (const [i, day] of days.entries()) {
    // the evening of the day in China, or now
    const end = Math.min(Date.now(), +day - SHANGHAI + DAY - 2 * 3_600_000);
    await setClock(Math.min(0, end - Date.now()));
    const quarter = `${day.getUTCFullYear()}-${Math.floor(day.getUTCMonth() / 3)}`;
    // everything by chance is decided here, in order: the lanes below finish in any order
    const visits = (byDay[i] ?? []).map((person) => {
      const first = person.token === '';
      if (first) person.token = anonymousToken(secret, randomUUID());
      const late = i === days.length - 1;
      const acts = visit(random, person, content, { end, first, quarter });
      for (const act of acts) if (late) act.age = Math.min(act.age, 60_000);
      // nobody's walk is squeezed into the last minute of today
      if (!late) acts.push(...outing(chance, person, ways, end));
      const { contest: running } = content;
      const tries =
        running && end >= running.opens && end < running.closes && person.contests < running.tries && random() < 0.35;
      return { person, acts, tries, luck: dice(Math.floor(random() * 2 ** 32)) };
    });
    total.people += visits.filter(({ person }) => person.days[0] === i).length;
    await eachOf(visits, LANES, async ({ person, acts, tries, luck }) => {
      await send(call, acts, person.token, total);
      if (!tries || !content.contest) return;
      person.contests++;
      const drawn = await call<Parameters<typeof contest>[3]>(
        '/rest/v1/rpc/open_contest',
        { slug: content.contest.slug, locale: 'zh-Hans' },
        person.token,
      );
      await send(call, [contest(luck, person, content, drawn, end)], person.token, total);
    });
    const next = days[i + 1];
    if (next && next.getUTCMonth() === day.getUTCMonth()) continue;
    const of = (name: 'people' | 'records' | 'forms' | 'contests' | 'stamps') =>
      String(total[name] - month[name]).padStart(6);
    console.log(
      `${day.toISOString().slice(0, 7)}  newcomers${of('people')}  records${of('records')}  forms${of('forms')}  contests${of('contests')}  stamps${of('stamps')}  ${seconds(month.began)}`,
    );
    month = { ...total, began: Date.now() };
  }
  return total;
}

async function send(call: Call, acts: Act[], token: string, total: Sums): Promise<void> {
  const reply = await call<{ verdicts: { verdict: string }[] }>(
    '/rest/v1/rpc/record_participation',
    {
      protocol: 1,
      epoch: null,
      client_now: new Date().toISOString(),
      batch: acts.map((act) => act.text),
      ages: acts.map((act) => act.age),
    },
    token,
  );
  total.records += acts.length;
  for (const [i, { verdict }] of reply.verdicts.entries()) {
    if (verdict !== 'accepted') total.refused[verdict] = (total.refused[verdict] ?? 0) + 1;
    else if (acts[i]?.text.includes('"kind":"monitor"')) total.forms++;
    else if (acts[i]?.text.includes('"kind":"contest"')) total.contests++;
    else if (acts[i]?.text.includes('"kind":"stamp"')) total.stamps++;
    else if (acts[i]?.text.includes('"kind":"game"')) total.games++;
  }
}

async function readContent(sql: pg.Client): Promise<Content> {
  const items = async (where: string, values: string[] = []) =>
    (
      await sql.query<Item>(
        `select q.code, q.revision, q.kp, q.kind, q.difficulty, k.answer, jsonb_array_length(q.words -> 'zh-Hans' -> 'options') as options,
           array(select q.words -> 'zh-Hans' -> 'options' ->> (ascii(l) - 65) from regexp_split_to_table(k.answer, '') l) as right
         from app.question q join private.question_key k on k.code = q.code and k.revision = q.revision ${where}`,
        values,
      )
    ).rows;
  const quizzes = (
    await sql.query(
      `select slug, purpose, version, opens_at, closes_at, tries from app.quiz where status = 'published'`,
    )
  ).rows;
  const inQuiz =
    'join app.quiz_item i on i.question = q.code and i.revision = q.revision where i.quiz = $1 order by i.position';
  const form = quizzes.find((quiz) => quiz.purpose === 'monitoring');
  const drawn = quizzes.find((quiz) => quiz.purpose === 'contest');
  return {
    practice: await items(`where q.pool = 'practice' and q.current and q.status = 'published' order by q.code`),
    form: form ? { slug: form.slug, version: form.version, items: await items(inQuiz, [form.slug]) } : null,
    contest: drawn
      ? {
          slug: drawn.slug,
          opens: +drawn.opens_at,
          closes: +drawn.closes_at,
          tries: drawn.tries,
          items: new Map((await items(inQuiz, [drawn.slug])).map((item) => [item.code, item])),
        }
      : null,
  };
}

/** Signs in as the city office (何科) and publishes, as the console does. */
async function publish(call: Call): Promise<number> {
  const demo = JSON.parse(fs.readFileSync(path.join(ROOT, 'supabase/seed/staff.json'), 'utf8')) as {
    staff: { roles: string[]; email: string; password: string }[];
  };
  const office = demo.staff.find((person) => person.roles.includes('city_admin'));
  if (!office) throw new CannotStart('supabase/seed/staff.json names no city staff.');
  const credentials = { email: office.email, password: office.password };
  const session = await call<{ access_token: string }>('/auth/v1/token?grant_type=password', credentials);
  const release = await call<{ id: number }>('/rest/v1/rpc/publish_release', {}, session.access_token);
  return release.id;
}
