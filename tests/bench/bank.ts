/** (d) The question bank: an import of 5,000 questions as the console sends it, lists and searches over 20,000. */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { readQuestions, writeQuestions } from '../../src/exercise/exchange/index.ts';
import type { QuestionDraft } from '../../src/exercise/sheet.ts';
import { chunksOf } from '../../src/staff/exchange/chunks.ts';
import { CHUNK_ROWS, rowOf } from '../../src/staff/exchange/server.ts';
import { ROOT } from '../tasks.ts';
import { bigBank } from '../world/big-bank.ts';
import { caller, type Running } from '../world/running.ts';
import { aim, count, median, ms, s, table, times } from './measure.ts';

const IMPORT = 5_000;
const BANK = 20_000;
const OPTIONS = { pool: 'practice', kp: null, stages: ['adult'], difficulty: 2, checked_on: '2026-01-01' } as const;

export async function benchBank(running: Running, quick: boolean): Promise<string> {
  const { call, close } = caller(running.address, 4);
  const { staff } = JSON.parse(fs.readFileSync(path.join(ROOT, 'supabase/seed/staff.json'), 'utf8'));
  const { email, password } = staff.find((person: { roles: string[] }) => person.roles.includes('city_editor'));
  const { access_token } = await call<{ access_token: string }>('/auth/v1/token?grant_type=password', {
    email,
    password,
  });
  const rpc = <T>(fn: string, args: object) => call<T>(`/rest/v1/rpc/${fn}`, args, access_token);

  const wanted = quick ? 1_000 : IMPORT;
  const files = workbook(wanted);
  const size = files.reduce((sum, file) => sum + file.length, 0);
  const began = performance.now();
  const before = process.memoryUsage().rss;
  const results = files.map((file) => readQuestions(file, 'bench.xlsx', { ...OPTIONS, stages: [...OPTIONS.stages] }));
  const questions = results.flatMap((result) => result.questions);
  const problems = results.flatMap((result) => result.problems);
  const grown = process.memoryUsage().rss - before;
  const read = performance.now();
  if (problems.length || questions.length !== wanted) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const { job } = await rpc<{ job: string }>('import_open', { kind: 'question', name: 'bench.xlsx' });
  let start = 1;
  for (const rows of chunksOf(
    questions.map(({ draft }) => rowOf(draft)),
    CHUNK_ROWS,
  )) {
    await rpc('import_rows', { job, start, rows });
    start += rows.length;
  }
  const checked = performance.now();
  const written = await rpc<{ new: number }>('import_commit', { job, mode: 'all' });
  const end = performance.now();
  if (written.new !== wanted) throw new Error(JSON.stringify(written));
  close();

  const client = new pg.Client(running.postgresUrl);
  await client.connect();
  await bigBank({ sql: client }, BANK);
  const sign_in = (await client.query(`select sign_in from app.staff_role where role = 'city_editor' limit 1`)).rows[0]
    .sign_in;
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [JSON.stringify({ sub: sign_in })]);
  const FILTERS: [string, object][] = [
    ['newest first', {}],
    ['one knowledge point', { kp: 3 }],
    ['a rare word', { text: '第7777号' }],
    ['a word in every second question', { text: '毒品' }],
    ['word, knowledge point and state', { text: '毒品', kp: 2, status: 'draft' }],
  ];
  const scan = await timed(
    client,
    5,
    `select count(*) from private.document_revision r where r.body::text ilike '%第7777号%'`,
  );
  const lines: string[][] = [];
  let slowest = 0;
  for (const [name, filter] of FILTERS) {
    const took = await timed(client, 11, `select api.documents('question', $1)`, [JSON.stringify(filter)]);
    slowest = Math.max(slowest, took);
    lines.push([name, ms(took), times(scan / took)]);
  }
  await client.end();
  const whole = end - began;
  return [
    '## (d) The question bank',
    `${count(wanted)} questions from a workbook of ${(size / 1e6).toFixed(1)} MB, through the edge: read ${s(read - began)} (memory +${Math.round(grown / 1e6)} MB), checked ${s(checked - read)}, written ${s(end - checked)}: **${s(whole)}, ${count((wanted / whole) * 1000)} questions/s**. ${aim(whole < (20_000 * wanted) / IMPORT, `under ${(20 * wanted) / IMPORT} s`)}`,
    '',
    table([`list of ${count(BANK)} questions`, 'time in SQL', 'faster than reading every body'], lines),
    '',
    aim(slowest < 100, 'every list and search under 100 ms of SQL'),
  ].join('\n');
}

/** Workbooks of as many questions as wanted, made from the demo city's own; as many files as the limits ask for. */
function workbook(wanted: number): Uint8Array[] {
  const folder = path.join(ROOT, 'supabase/seed/questions');
  const own: QuestionDraft[] = [];
  for (const name of fs.readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
    const read = readQuestions(fs.readFileSync(path.join(folder, name)), name, {
      ...OPTIONS,
      stages: [...OPTIONS.stages],
    });
    own.push(
      ...read.questions.map(({ draft }) => draft).filter((draft) => !draft.pictures && draft.status === 'published'),
    );
  }
  const many = Array.from({ length: wanted }, (_, i): QuestionDraft => {
    const draft = own[i % own.length]!;
    const chinese = draft.words['zh-Hans']!;
    const words = { 'zh-Hans': { ...chinese, stem: `${chinese.stem}（${i}）` } };
    const explanation = { 'zh-Hans': draft.explanation['zh-Hans']! };
    return { ...draft, code: `bench-${i}`, pool: 'practice', words, explanation };
  });
  return writeQuestions('xlsx', many).files;
}

async function timed(client: pg.Client, runs: number, sql: string, values: unknown[] = []): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await client.query(sql, values);
    took.push(performance.now() - from);
  }
  return median(took);
}
