import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { BatchReply } from '../../src/contract/records.ts';
import { callAs, type Database } from './database.ts';

export const AT = '2026-06-01T00:00:00Z';

/** A record's text, as a phone would freeze it. */
export const text = (record: object): string => JSON.stringify({ id: randomUUID(), v: 1, at: AT, ...record });

/** One practice answer to a question of the seed. */
export const answer = (more: object = {}): string =>
  text({ kind: 'answer', quiz: 'daily', question: 'k01-001', rev: 1, choice: 'A', ms: 1500, ...more });

export const round = (more: object = {}): string => text({ kind: 'round', quiz: 'daily', asked: 5, ...more });

interface SendOptions {
  /** milliseconds since each record was made */
  ages?: (number | string)[];
  protocol?: number;
}

/** Hands in a batch as a signed-in phone would; answers the whole reply. */
export async function deliver(
  at: Database | pg.Client,
  signIn: string | null,
  batch: (string | null)[],
  options: SendOptions = {},
): Promise<BatchReply> {
  const client = 'sql' in at ? at.sql : at;
  return await callAs<BatchReply>(client, signIn, 'select api.record_participation($1, null, now(), $2, $3)', [
    options.protocol ?? 1,
    batch,
    options.ages ?? null,
  ]);
}

/** Hands in a batch; answers the verdicts alone, in order. */
export async function send(
  at: Database | pg.Client,
  signIn: string | null,
  batch: (string | null)[],
  options: SendOptions = {},
): Promise<string[]> {
  return (await deliver(at, signIn, batch, options)).verdicts.map(({ verdict }) => verdict);
}

/** Differences between ledger and figures, as text; empty when all is well. */
export async function differences(db: Database): Promise<string[]> {
  const rows = await db.rows<{ line: string }>('select v::text as line from app.verify_rollups() v');
  return rows.map(({ line }) => line);
}
