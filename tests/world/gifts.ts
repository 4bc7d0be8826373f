/** Gifts, counters and claims for tests: a gift that the small street leads to, and what a phone and a clerk do with it. */
import { createHmac, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Claim, GiftBody, GiftRule } from '../../src/contract/trails.ts';
import { callAs, type Database } from './database.ts';
import { insertStaff, PERSONAS, type Persona } from './personas.ts';
import { send } from './records.ts';
import { answerAt, putTrail, scan, tokenAt } from './trails.ts';

export const DESK = 'lucheng-desk';
export const OTHER_DESK = 'ruian-desk';
/** A second clerk at the desk of 江江. */
export const KE = 'b0000000-0000-4000-8000-000000000077';

export type GiftChanges = Partial<Omit<GiftBody, 'rule'>> & { rule?: Partial<GiftRule> };

export const giftBody = ({ rule, ...more }: GiftChanges = {}): GiftBody => ({
  name: { 'zh-Hans': '徽章', en: 'Badge' },
  text: { 'zh-Hans': '走完小街，送你一枚徽章。' },
  picture: null,
  picture_alt: null,
  rule: { trail: 'small-street', grade: 2, strong: 0, points: null, quiz: null, first: null, ...rule },
  per_person: 1,
  opens_at: null,
  closes_at: null,
  ...more,
});

/** The small street, a desk in 鹿城 with two clerks, another one in 瑞安. */
export async function putDesks(db: Database): Promise<void> {
  await putTrail(db);
  for (const [code, place] of [
    [DESK, '330302'],
    [OTHER_DESK, '330381'],
  ]) {
    const words = { 'zh-Hans': `${code}服务台` };
    const row = {
      code,
      place,
      name: words,
      address: { 'zh-Hans': '门厅' },
      hours: { 'zh-Hans': '9–17点' },
      open: true,
    };
    await db.sql.query('select app.put_counter($1)', [JSON.stringify(row)]);
  }
  await insertStaff(db, KE, 'counter', '330302', '小柯');
}

/** Publishes a gift and brings so many to the desk, as the district does. */
export async function putGift(db: Database, slug: string, changes: GiftChanges = {}, stock = 10): Promise<string> {
  await db.sql.query('select app.put_gift($1)', [JSON.stringify({ ...giftBody(changes), slug })]);
  if (stock) await moveStock(db, 'guo', slug, DESK, 'in', stock);
  return slug;
}

export const idOf = (who: Persona | string) => PERSONAS[who as Persona]?.id ?? who;

export const moveStock = (
  db: Database,
  who: string,
  gift: string,
  counter: string,
  act: string,
  n: number,
  note = '清点',
) => db.as<{ balance: number }>(idOf(who), 'select api.move_stock($1, $2, $3, $4, $5)', [gift, counter, act, n, note]);

/** Both required points of the small street: by printed code, or by the question on the exhibit (grade 3). */
export async function walk(db: Database, signIn: string, how: 'code' | 'question' = 'code'): Promise<void> {
  const of = async (id: string) => (how === 'question' ? answerAt(id, 'C') : scan(await tokenAt(db, id)));
  const verdicts = await send(db, signIn, [await of('arch'), await of('library')], { ages: [600_000, 60_000] });
  if (verdicts.some((verdict) => verdict !== 'accepted')) throw new Error(`not walked: ${verdicts}`);
}

/** A new sign-in that has walked the street. */
export async function walker(db: Database, how: 'code' | 'question' = 'code'): Promise<string> {
  const me = randomUUID();
  await walk(db, me, how);
  return me;
}

/** Many sign-ins that have just walked a street like the small one, put into the tables at once. */
export async function crowd(db: Database, size: number, trail = 'small-street', grade = 3): Promise<string[]> {
  const people = Array.from({ length: size }, () => randomUUID());
  await db.sql.query(
    `with made as (insert into app.person (id, since) select gen_random_uuid(), current_date from generate_series(1, $2) returning id),
       linked as (insert into private.person_link select ($1::uuid[])[row_number() over ()], id, current_date from made returning person)
     insert into app.stamp select l.person, $3, p, current_date, now(), $4, false from linked l, unnest('{arch,library}'::text[]) p`,
    [people, size, trail, grade],
  );
  return people;
}

export interface Claimed {
  claim?: Claim;
  missing?: string[];
}
export const claim = (at: Database | pg.Client, signIn: string, gift: string, counter = DESK) =>
  callAs<Claimed>('sql' in at ? at.sql : at, signIn, 'select api.claim_gift($1, $2)', [gift, counter]);

/** Claims, and it must be given. */
export async function claimed(db: Database, signIn: string, gift: string): Promise<Claim> {
  const { claim: made, missing } = await claim(db, signIn, gift);
  if (!made) throw new Error(`${gift} is missing ${missing}`);
  return made;
}

/** What the phone shows for a claim at a moment (ms): number and six digits, made from the secret as RFC 4226 has it. */
export function codeOf({ number, secret }: Claim, at: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(step).digest();
  const digits = (mac.readUInt32BE(mac[31]! & 15) & 0x7fffffff) % 1_000_000;
  return `${number}-${String(digits).padStart(6, '0')}`;
}

/** The product's time in milliseconds. */
export const clockOf = (db: Database) => db.value<Date>('select app.clock_now()').then((at) => at.getTime());
export const codeNow = async (db: Database, of: Claim, ageMs = 0) => codeOf(of, (await clockOf(db)) - ageMs);

export interface Redeemed {
  ok?: true;
  claim?: string;
  number?: string;
  problem?: string;
  at?: string;
  by?: string;
  counter?: Record<string, string>;
}
export const redeem = (at: Database | pg.Client, clerk: Persona | string, code: string, counter = DESK) =>
  callAs<Redeemed>('sql' in at ? at.sql : at, idOf(clerk), 'select api.redeem($1, $2)', [code, counter]);

/** The running row of stock. */
export const stockOf = async (db: Database, gift: string, counter = DESK) =>
  (
    await db.rows<{ stocked: number; taken: number; handed: number }>(
      'select stocked, taken, handed from app.stock where gift = $1 and counter = $2',
      [gift, counter],
    )
  )[0];

/** Differences between running rows, ledger and claims, as text; empty when all is well. */
export const stockDifferences = async (db: Database) =>
  (await db.rows<{ line: string }>('select v::text as line from app.verify_stock() v')).map(({ line }) => line);
