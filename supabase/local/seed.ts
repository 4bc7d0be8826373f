/**
 * Loads the demo city from the files in supabase/seed, through the same reader as the console's importer.
 * Running it twice changes nothing. Returns lines for the person who started the product (demo sign-ins).
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { Client } from 'pg';
import { readCsv } from '../../src/exercise/exchange/csv.ts';
import type { SheetRow } from '../../src/exercise/sheet.ts';
import { classes, courses, schools } from './seed-courses.ts';
import { events } from './seed-events.ts';
import { registers, registerTypes, votes } from './seed-registers.ts';
import { storeMedia, trails } from './seed-trails.ts';

const SEED = join(import.meta.dirname, '..', 'seed');

/**
 * Fills a migrated database. `client` is connected as the owner of the product's schemas. `life`: also with classes, venues,
 * events and what was held; tests have their own.
 */
export async function seed(client: Client, { life = false } = {}): Promise<string[]> {
  await client.query('begin');
  try {
    await places(client);
    await registerTypes(client);
    await registers(client, life ? undefined : ['terms.json']);
    await facts(client);
    await questions(client);
    await quizzes(client);
    await trails(client, (kind, key, body) => load(client, kind, key, body, true));
    await courses(client, (kind, key, body) => load(client, kind, key, body, true));
    await schools(client, CITY);
    const lines = await staff(client);
    if (life) {
      await classes(client);
      await events(client);
      await votes(client);
    }
    await client.query('commit');
    return lines;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function csv(path: string): Promise<SheetRow[]> {
  const text = (await readFile(join(SEED, path), 'utf8')).replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<SheetRow>(text, { header: true, skipEmptyLines: true });
  if (errors[0]) throw new Error(`${path} row ${(errors[0].row ?? 0) + 2}: ${errors[0].message}`);
  return data;
}

const three = (row: SheetRow, column: string) =>
  JSON.stringify({ 'zh-Hans': row[column], 'zh-Hant': row[`${column}(繁)`], en: row[`${column}(EN)`] });

const LEVELS: Record<string, string> = { 市: 'city', 区县: 'county', 镇街: 'town', 村社区: 'community' };

async function places(client: Client) {
  for (const row of await csv('knowledge-points.csv')) {
    await client.query(
      `insert into app.knowledge_point values ($1, $2, $3)
       on conflict (code) do update set name = excluded.name, short = excluded.short`,
      [row['代码'], three(row, '名称'), three(row, '简称')],
    );
  }
  // Codes of towns and communities, and some of their names, are invented (演示).
  for (const row of [...(await csv('districts.csv')), ...(await csv('communities.csv'))]) {
    await client.query(
      `insert into app.district values ($1, nullif($2, ''), $3, $4, $5, $6, $7) on conflict (code) do update set
       name = excluded.name, population = excluded.population, population_source = excluded.population_source, population_on = excluded.population_on`,
      [
        row['代码'],
        row['上级'],
        LEVELS[row['级别'] ?? ''],
        three(row, '名称'),
        row['人口'],
        row['人口来源'],
        row['人口日期'],
      ],
    );
  }
  for (const row of await csv('age-margins.csv')) {
    await client.query(
      'insert into app.age_margin values ($1, $2, $3) on conflict (band) do update set share = excluded.share',
      [row['年龄段'], row['占比'], row['来源']],
    );
  }
}

/** The place of the demo city's own documents. */
const CITY = '330300';

type Kind = 'question' | 'quiz' | 'fact' | 'trail' | 'game' | 'gift' | 'points' | 'lesson' | 'course' | 'checklist';
async function load(client: Client, kind: Kind, key: string, body: object, published: boolean) {
  const args = [kind, key, CITY, JSON.stringify(body), published];
  await client.query('select app.load_document($1, $2, $3, $4, $5)', args);
}

async function facts(client: Client) {
  const files = (await readdir(SEED)).filter((name) => /^facts.*\.csv$/.test(name)).sort();
  for (const file of files) {
    for (const row of await csv(file)) {
      const body = {
        kp: Number(row['知识点']),
        words: { 'zh-Hans': row['内容'], en: row['内容(EN)'] },
        source: row['依据'],
        link: row['依据链接'] || null,
        article: row['条款'] || null,
        valid_from: row['有效期起'] || null,
        valid_to: row['有效期止'] || null,
        checked_on: row['核对日期'] || null,
        checked_by: row['核对人'] || null,
        status: row['状态'],
      };
      await load(client, 'fact', row['编号'] ?? '', body, true);
    }
  }
}

async function questions(client: Client) {
  const files = (await readdir(join(SEED, 'questions'))).filter((name) => name.endsWith('.csv')).sort();
  for (const file of files) {
    const { questions, problems } = readCsv(await readFile(join(SEED, 'questions', file)));
    if (problems[0]) {
      const lines = problems.map((p) => `row ${p.row} ${p.column}: ${p.code} ${JSON.stringify(p.params)}`);
      throw new Error(`questions/${file}: ${lines.join('; ')}`);
    }
    for (const { draft } of questions) {
      const { code, status, ...body } = draft;
      const pictures: string[] = [];
      for (const name of body.pictures ?? []) pictures.push(await storeMedia(client, name));
      await load(client, 'question', code, { ...body, pictures: body.pictures && pictures }, status === 'published');
    }
  }
}

async function quizzes(client: Client) {
  const all = JSON.parse(await readFile(join(SEED, 'quizzes.json'), 'utf8')) as {
    slug: string;
    purpose: string;
    items?: string[];
  }[];
  for (const [position, { slug, ...quiz }] of all.entries()) {
    // what is for pupils alone is for the tests of their classes
    if (quiz.purpose === 'contest' && !quiz.items) {
      const { rows } = await client.query<{ code: string }>(
        `select code from app.question where pool = 'contest' and current and status = 'published' and 'adult' = any (stages) order by code`,
      );
      quiz.items = rows.map((row) => row.code);
    }
    await load(client, 'quiz', slug, { ...quiz, position }, true);
  }
}

interface DemoStaff {
  name: string;
  roles: string[];
  district: string | null;
  email: string;
  password: string;
}

/** Demo sign-ins without a second factor, only where the local auth keeps its users in this database. */
async function staff(client: Client): Promise<string[]> {
  const demo = JSON.parse(await readFile(join(SEED, 'staff.json'), 'utf8')) as { staff: DemoStaff[] };
  const lines: string[] = [];
  await client.query('update private.deployment set second_factor = false');
  for (const person of demo.staff) {
    await client.query(
      `insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data, created_at, updated_at, is_anonymous)
       select gen_random_uuid(), 'authenticated', 'authenticated', $1::text, extensions.crypt($2, extensions.gen_salt('bf', 10)), now(),
         '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), false
       where not exists (select from auth.users where email = $1::text)`,
      [person.email, person.password],
    );
    for (const role of person.roles)
      await client.query('select app.appoint($1, $2, $3, $4)', [
        person.email,
        person.name,
        role,
        person.district ?? CITY,
      ]);
    lines.push(`${person.name} (${person.roles.join(', ')}): ${person.email} / ${person.password}`);
  }
  return lines;
}
