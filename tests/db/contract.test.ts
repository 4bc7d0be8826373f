import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AGE_BANDS,
  BATCH_MAX_BYTES,
  BATCH_MAX_RECORDS,
  CHOICE_PATTERN,
  type NewRecord,
  type ParticipationRecord,
  PROTOCOL,
  RECORD_MAX_BYTES,
  REJECT_CODES,
  WINDOW_GRACE_HOURS,
} from '../../src/contract/records.ts';
import { RIGHTS, ROLES, STAFF_SESSION_HOURS } from '../../src/contract/staff.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { answer, deliver, send, text } from '../world/records.ts';

/** src/contract/records.ts and the migrations say the same. */
let db: Database;
let source: string;
const me = randomUUID();
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  const rows = await db.rows<{ prosrc: string }>(
    `select prosrc from pg_proc where pronamespace in ('api'::regnamespace, 'app'::regnamespace)`,
  );
  source = rows.map(({ prosrc }) => prosrc).join('\n');
});
afterAll(closeDatabases);

/** One well-formed record of each kind; the type makes a missing kind or field a compile error. */
const EXAMPLES: {
  [K in ParticipationRecord['kind']]: Extract<NewRecord, { kind: K }>;
} = {
  answer: { kind: 'answer', quiz: 'daily', question: 'k01-001', rev: 1, choice: 'A', ms: 0 },
  round: { kind: 'round', quiz: 'daily', asked: 5 },
  contest: { kind: 'contest', attempt: randomUUID(), answers: ['A'] },
  monitor: {
    kind: 'monitor',
    quiz: 'awareness',
    version: 1,
    answers: Array(10).fill('?'),
    ms: Array(10).fill(3000),
    district: null,
    age_band: '60up',
  },
  profile: { kind: 'profile', district: null, age_band: null },
  stamp: { kind: 'stamp', proof: 'code', token: 'A'.repeat(22) },
  game: { kind: 'game', game: 'no-such-game', rev: 1, choices: 'AB?' },
  block: { kind: 'block', lesson: 'no-such-lesson', rev: 1, block: 'story', choices: '' },
  signup: {
    kind: 'signup',
    event: 'no-such-event',
    origin: '2026-06-01T01:00:00Z',
    party: 3,
    as: 'guest',
    ticket: 'A'.repeat(16),
  },
  cancel: { kind: 'cancel', signup: randomUUID() },
  attend: { kind: 'attend', event: 'no-such-event', token: 'A'.repeat(22) },
  vote: { kind: 'vote', round: 'no-such-round', work: 'no-such-work' },
};
/** What is well formed and not there. */
const NOT_THERE: Partial<Record<ParticipationRecord['kind'], string>> = {
  contest: 'rejected:unknown_attempt',
  stamp: 'rejected:unknown_point',
  game: 'rejected:unknown_game',
  block: 'rejected:unknown_lesson',
  signup: 'rejected:unknown_event',
  attend: 'rejected:unknown_event',
  vote: 'rejected:unknown_event',
};

describe('records', () => {
  it.each(Object.values(EXAMPLES))('of kind $kind as the contract writes them are read', async (example) => {
    const [verdict] = await send(db, me, [text(example)]);
    expect(verdict).toBe(NOT_THERE[example.kind] ?? 'accepted');
  });

  it.each(Object.values(EXAMPLES))('of kind $kind need every field and bear no other', async (example) => {
    const optional = ['district', 'age_band'];
    for (const field of Object.keys(example)) {
      if (field === 'kind' || (example.kind === 'monitor' && optional.includes(field))) continue;
      const { [field as 'kind']: _, ...rest } = example as Record<string, unknown>;
      expect(await send(db, me, [text(rest)]), `without ${field}`).toEqual(['rejected:bad_field']);
    }
    expect(await send(db, me, [text({ ...example, more: 1 })])).toEqual(['rejected:bad_field']);
    expect(await send(db, me, [text({ ...example, v: 2 })])).toEqual(['rejected:upgrade']);
    expect(await send(db, me, [text({ ...example, id: 'x' })])).toEqual(['rejected:bad_id']);
  });

  it('are refused with the codes of the contract and no others', () => {
    const codes = new Set([...source.matchAll(/rejected:(\w+)/g)].map(([, code]) => code!));
    expect([...codes].sort()).toEqual([...REJECT_CODES].sort());
  });

  it('have answers of the same shape on both sides', async () => {
    const shapes = ['A', 'L', '?', 'ABCDEFGHIJKL', '', 'M', 'a', 'AB?', '??', 'ABCDEFGHIJKLA', ' A', 'A\n', '１'];
    for (const choice of shapes) {
      const [verdict] = await send(db, me, [answer({ choice })]);
      expect(verdict, JSON.stringify(choice)).toBe(CHOICE_PATTERN.test(choice) ? 'accepted' : 'rejected:bad_field');
      const answers = [choice, ...Array(9).fill('A')];
      const [form] = await send(db, me, [text({ ...EXAMPLES.monitor, answers })]);
      expect(form, JSON.stringify(choice)).toBe(CHOICE_PATTERN.test(choice) ? 'accepted' : 'rejected:bad_field');
    }
  });

  it('know the same age bands', async () => {
    for (const age_band of AGE_BANDS) {
      expect(await send(db, me, [text({ kind: 'profile', district: null, age_band })])).toEqual(['accepted']);
    }
    expect(await send(db, me, [text({ kind: 'profile', district: null, age_band: '65up' })])).toEqual([
      'rejected:bad_field',
    ]);
    const margins = await db.rows<{ band: string }>('select band from app.age_margin order by 1');
    expect(margins.map(({ band }) => band)).toEqual([...AGE_BANDS].sort());
  });
});

describe('limits', () => {
  it('of the phone are within those of the database', async () => {
    const padded = (bytes: number) => {
      const record = answer();
      return record + ' '.repeat(bytes - record.length);
    };
    expect(await send(db, me, [padded(RECORD_MAX_BYTES), padded(RECORD_MAX_BYTES + 1)])).toEqual([
      'accepted',
      'rejected:unparsable',
    ]);
    const full = Array.from({ length: BATCH_MAX_RECORDS }, () => answer());
    expect(new Set(await send(db, me, full))).toEqual(new Set(['accepted']));
    await expect(send(db, me, [...full, answer()])).rejects.toThrow('batch_too_large');
    const heavy = Array.from({ length: Math.floor(BATCH_MAX_BYTES / RECORD_MAX_BYTES) }, () =>
      padded(RECORD_MAX_BYTES),
    );
    expect(new Set(await send(db, me, heavy))).toEqual(new Set(['accepted']));
  });

  it('of time are the same number of hours', () => {
    const hours = new Set([...source.matchAll(/interval '(\d+) hours'/g)].map(([, n]) => Number(n)));
    expect([...hours]).toEqual([WINDOW_GRACE_HOURS, STAFF_SESSION_HOURS]);
  });

  it('of roles and rights are the same', async () => {
    const names = (sql: string) => db.rows<{ name: string }>(sql).then((rows) => rows.map(({ name }) => name).sort());
    expect(await names('select name from app.role')).toEqual([...ROLES].sort());
    expect(await names('select distinct "right" as name from app.role_right')).toEqual([...RIGHTS].sort());
  });

  it('the reply has the shape and the version of the contract', async () => {
    const reply = await deliver(db, me, [answer()]);
    expect(Object.keys(reply).sort()).toEqual(['epoch', 'protocol', 'server_now', 'verdicts']);
    expect(reply.protocol).toBe(PROTOCOL);
    expect(reply.epoch).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.parse(reply.server_now) - Date.now())).toBeLessThan(10_000);
    expect(Object.keys(reply.verdicts[0]!).sort()).toEqual(['id', 'verdict']);
  });
});
