/** A city that can be killed: a durable Postgres with PostgREST and auth, some questions and a monitoring form. */
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import type { Database } from '../world/database.ts';
import { monitoringForm, smallCity } from '../world/forms.ts';

export const PRACTICE = 'chaos';
export const FORM = 'form';
export const FORM_ITEMS = 10;
export const QUESTIONS = ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'];

export interface City {
  stack: Stack;
  /** rows of a query, as postgres; reconnects after kills */
  rows<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** kill -9 of every Postgres process in the same moment, then a restart */
  crashPostgres(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it durable, as in production: fsync and synchronous_commit stay as the stack sets them. */
export async function startCity(): Promise<City> {
  const folder = temporaryFolder();
  const stack = await startStack({ data: folder, fsync: true });
  const rows = async <T>(text: string, values: unknown[] = []) => {
    const client = new pg.Client(stack.db.postgresUrl);
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows as T[];
    } finally {
      await client.end();
    }
  };
  await fill(stack);
  // what a crash may take is what phones send, not the city itself
  const admin = new pg.Client(stack.db.adminUrl);
  await admin.connect();
  await admin.query('checkpoint');
  await admin.end();
  return {
    stack,
    rows,
    async crashPostgres() {
      for (const pid of await postgresProcesses(rows)) kill(pid);
      await stack.killPostgres('SIGKILL');
      await stack.startPostgres();
    },
    async stop() {
      await stack.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone by itself
  }
};

/** The postmaster first, then everything it has started. */
async function postgresProcesses(rows: City['rows']): Promise<number[]> {
  const [{ folder }] = (await rows<{ folder: string }>(`select current_setting('data_directory') as folder`)) as [
    { folder: string },
  ];
  const postmaster = Number(fs.readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster;
      } catch {
        return false;
      }
    });
  return [postmaster, ...children.map(Number)];
}

async function fill(stack: Stack): Promise<void> {
  const sql = new pg.Client(stack.db.postgresUrl);
  await sql.connect();
  const value = async (text: string, values: unknown[] = []) => (await sql.query(text, values)).rows[0];
  const db = { sql, value } as unknown as Database;
  await smallCity(db);
  await monitoringForm(db, FORM, FORM_ITEMS, 8);
  for (const [i, code] of QUESTIONS.entries()) {
    const question = {
      code,
      pool: 'practice',
      kp: i + 1,
      kind: 'single',
      stages: ['adult'],
      difficulty: 1,
      words: { 'zh-Hans': { stem: '?', options: ['A', 'B', 'C'], source: '演示' } },
      facts: [],
      checked_on: '2026-05-01',
      status: 'published',
      answer: 'A',
      explanation: { 'zh-Hans': '。' },
    };
    await value('select app.put_question($1)', [JSON.stringify(question)]);
  }
  const words = { title: { 'zh-Hans': '练习' }, summary: { 'zh-Hans': '演示' } };
  await value('select app.put_quiz($1)', [JSON.stringify({ slug: PRACTICE, purpose: 'practice', ...words })]);
  await sql.end();
}
