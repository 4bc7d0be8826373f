import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Database } from '../world/database.ts';
import { itemFigures, type Marks } from '../world/items.ts';
import { send, text } from '../world/records.ts';

export interface Option {
  letter: string;
  text: Record<string, string> | null;
  key: boolean;
  n: number;
  share: number;
  r_rest: number | null;
  note: string | null;
}
export interface Item {
  question: string;
  n: number;
  hidden: boolean;
  p: number;
  r_pb: number | null;
  r_rest: number | null;
  d27: number | null;
  median_ms: number | null;
  flags: string[];
  options: Option[] | null;
  dif: { slice: string; key: string; n: number; difference: number }[];
}
export interface Analysis {
  n: number;
  k: number;
  hidden: string | null;
  mean: number | null;
  sd: number | null;
  kr20: number | null;
  kr20_left_out: string | null;
  items: Item[];
}

export const MAY = ['2026-05-01', '2026-05-31'] as const;

/** The report of a form; min_n stays as it is in production when it is not given. */
export function analyse(
  db: Database,
  form: string,
  minN?: number,
  [from, to]: readonly [string, string] = MAY,
  district: string | null = null,
): Promise<Analysis> {
  const values = [form, from, to, district];
  return minN === undefined
    ? db.value('select app.item_analysis($1, $2, $3, $4)', values)
    : db.value('select app.item_analysis($1, $2, $3, $4, $5)', [...values, minN]);
}

interface Sheet {
  me?: string;
  ms?: number[];
  district?: string;
}

/** Hands in a monitoring form with these letters. */
export async function fill(db: Database, form: string, answers: string[], { me, ms, district }: Sheet = {}) {
  const record = {
    ...{ kind: 'monitor', quiz: form, version: 1, answers, ms: ms ?? answers.map(() => 5000) },
    ...{ district: district ?? null, age_band: null },
  };
  expect(await send(db, me ?? randomUUID(), [text(record)])).toEqual(['accepted']);
}

/** Equal to nine places, or both nothing. */
export function near(found: number | null, wanted: number | null, what: string): void {
  if (wanted === null || found === null) expect(found, what).toBe(wanted);
  else expect(Math.abs(found - wanted), `${what}: ${found} is not ${wanted}`).toBeLessThan(1e-9);
}

/** Every item of the report against the independent reading. */
export function compare(analysis: Analysis, attempts: Marks[]): void {
  for (const item of analysis.items) {
    const wanted = itemFigures(attempts, item.question);
    for (const figure of ['p', 'r_pb', 'r_rest', 'd27'] as const) {
      near(item[figure], wanted[figure], `${item.question} ${figure}`);
    }
  }
}
