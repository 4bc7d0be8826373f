/** A small city in memory for the outbox's tests: auth and `record_participation` behind one `fetch`, and phones. */
import 'fake-indexeddb/auto';
import { AuthClient } from '@supabase/supabase-js';
import { IDBFactory } from 'fake-indexeddb';
import { type Backend, createBackend } from '../../../src/backend/backend.ts';
import type { LocalStore } from '../../../src/backend/storage.ts';
import { type BatchReply, PROTOCOL } from '../../../src/contract/records.ts';
import type { Clock } from '../../../src/outbox/clock.ts';
import { connect } from '../../../src/outbox/db.ts';
import type { Locks } from '../../../src/outbox/lock.ts';
import { createNotebook } from '../../../src/outbox/note.ts';
import { createDisk, createOutbox } from '../../../src/outbox/outbox.ts';
import type { Pace } from '../../../src/outbox/pace.ts';
import { sha256Hex } from '../../../src/outbox/sha256.ts';
import { createStatus } from '../../../src/outbox/status.ts';

export const answer = { kind: 'answer', quiz: 'five', question: 'Q1', rev: 1, choice: 'A', ms: 900 } as const;

/** Milliseconds instead of minutes. */
export const HASTE: Pace = {
  debounce: 5,
  base: 2,
  cap: 20,
  outageAfter: 3_600_000,
  outageMin: 900_000,
  outageMax: 1_800_000,
  onlineSpread: 5,
  budget: 1000,
  timeout: 2000,
  batchRecords: 50,
  batchBytes: 200_000,
};

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What tests look into without a schema. */
// biome-ignore lint/suspicious/noExplicitAny: bodies of hostile answers have no shape
export type Loose = any;

export type Hook = (request: {
  path: string;
  body: Loose;
  token: string | null;
}) => Response | Promise<Response> | undefined;

/** The server's side. `before` may answer in its place (and thereby keep the request from being processed). */
export function createServer(options: { now?: () => number; ttl?: number } = {}) {
  const now = options.now ?? (() => Date.now());
  const state = {
    epoch: 'epoch-1',
    ledger: new Map<string, { sub: string; text: string; age: number }>(),
    users: new Set<string>(),
    refresh: new Map<string, string>(),
    keys: new Map<string, string>(),
    reclaimed: [] as string[],
    calls: [] as { path: string; at: number; size: number; body: Loose; token: string | null }[],
    before: undefined as Hook | undefined,
    verdict: undefined as ((record: Loose) => string | undefined) | undefined,
  };
  let serial = 0;
  const session = (sub: string) => {
    const at = Math.floor(now() / 1000);
    const ttl = options.ttl ?? 3600;
    const claims = { sub, role: 'authenticated', aud: 'authenticated', iat: at, exp: at + ttl, jti: ++serial };
    const refresh_token = `refresh-${++serial}`;
    state.refresh.set(refresh_token, sub);
    const user = { id: sub, aud: 'authenticated', role: 'authenticated', is_anonymous: true };
    const access_token = `${part({ alg: 'HS256' })}.${part(claims)}.x`;
    return { access_token, refresh_token, expires_in: ttl, expires_at: at + ttl, token_type: 'bearer', user };
  };
  const person = (token: string | null) => {
    const claims = token && JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || 'null');
    return claims && claims.exp * 1000 > now() && state.users.has(claims.sub) ? (claims.sub as string) : null;
  };
  const reply = (batch: string[], ages: number[], sub: string): BatchReply => ({
    protocol: PROTOCOL,
    epoch: state.epoch,
    server_now: new Date(now()).toISOString(),
    verdicts: batch.map((text, i) => {
      const record = JSON.parse(text);
      const special = state.verdict?.(record);
      if (special) return { id: record.id, verdict: special as never };
      const before = state.ledger.get(record.id);
      if (!before) state.ledger.set(record.id, { sub, text, age: ages[i]! });
      return { id: record.id, verdict: !before ? 'accepted' : before.text === text ? 'seen' : 'conflict' };
    }),
  });
  const answerTo = (path: string, body: Loose, token: string | null): Response => {
    const date = { date: new Date(now()).toUTCString() };
    if (path.startsWith('/auth/v1/signup')) {
      const sub = crypto.randomUUID();
      state.users.add(sub);
      return json(session(sub), 200, date);
    }
    if (path.includes('grant_type=refresh_token')) {
      const sub = state.refresh.get(body.refresh_token);
      if (!sub || !state.users.has(sub))
        return json({ code: 400, error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' }, 400, date);
      return json(session(sub), 200, date);
    }
    const sub = person(token);
    if (!sub) return json({ code: 'PGRST301', message: 'JWT expired', details: null, hint: null }, 401, date);
    if (path.endsWith('/record_participation')) return json(reply(body.batch, body.ages, sub), 200, date);
    if (path.endsWith('/register_recovery')) {
      state.keys.set(body.key_hash, sub);
      return json(null, 200, date);
    }
    if (path.endsWith('/reclaim')) {
      if (!state.keys.has(sha256Hex(body.recovery_key)))
        return json({ code: 'PT404', message: 'not_found' }, 404, date);
      state.reclaimed.push(sub);
      return json({ merged: 1 }, 200, date);
    }
    return json({ code: 'PGRST202', message: 'no such function' }, 404);
  };
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const path = String(input).replace('http://city', '');
    const body = init?.body ? JSON.parse(String(init.body)) : null;
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? null;
    state.calls.push({ path, at: now(), size: body?.batch?.length ?? 0, body, token });
    await new Promise((resolve) => setImmediate(resolve));
    if (init?.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    return (await state.before?.({ path, body, token })) ?? answerTo(path, body, token);
  };
  return {
    state,
    fetch,
    session,
    answerTo,
    submits: () => state.calls.filter((c) => c.path.endsWith('participation')),
  };
}
export type FakeServer = ReturnType<typeof createServer>;

export function memoryStore(): LocalStore & { map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

export interface PhoneOptions {
  factory?: IDBFactory;
  local?: LocalStore | null;
  clock?: Clock;
  random?: () => number;
  locks?: Locks | null;
  pace?: Partial<Pace>;
  version?: string;
  gatePace?: { perMinute: number; base: number; cap: number };
  load?: () => Promise<typeof AuthClient>;
}

/** A page on a phone with the real outbox and the real auth-js. */
export function openPhone(fetch: typeof globalThis.fetch, options: PhoneOptions = {}) {
  const factory = options.factory ?? new IDBFactory();
  const local = options.local === undefined ? memoryStore() : options.local;
  const clock = options.clock ?? movableClock();
  const connection = connect(factory);
  const owner = crypto.randomUUID();
  const disk = createDisk(connection, options.locks ?? null, clock, owner);
  let loads = 0;
  const backend: Backend = createBackend({
    origin: 'http://city',
    fetch,
    clock,
    random: options.random ?? Math.random,
    local,
    keep: disk.keep,
    exclusive: disk.alone,
    load: async () => {
      loads++;
      return options.load ? options.load() : AuthClient;
    },
    storageKey: 'qingtu-person',
    ...(options.gatePace ? { gatePace: options.gatePace } : {}),
  });
  const outbox = createOutbox({
    ...disk,
    backend,
    clock,
    random: options.random ?? Math.random,
    pace: { ...HASTE, ...options.pace },
    version: options.version ?? 'v1',
    status: createStatus(),
    announce() {},
  });
  const notebook = createNotebook(connection, clock, () => outbox.noted());
  /** notes without waking the flusher */
  const quiet = createNotebook(connection, clock, () => {});
  return {
    factory,
    local,
    clock,
    connection,
    disk,
    backend,
    outbox,
    note: notebook.note,
    quiet: quiet.note,
    loads: () => loads,
  };
}
export type Phone = ReturnType<typeof openPhone>;

/** A clock that tests can move; `mono` and `now` together or apart. */
export function movableClock(
  session = crypto.randomUUID() as string,
): Clock & { by(ms: number): void; wall: number; fwd: number } {
  return {
    session,
    wall: 0,
    fwd: 0,
    by(ms: number) {
      this.wall += ms;
      this.fwd += ms;
    },
    now() {
      return Date.now() + this.wall;
    },
    mono() {
      return performance.now() + this.fwd;
    },
  };
}

export const states = async (phone: Phone) => (await phone.disk.rows.all()).map((row) => row.state);

/** Notes `n` answers without waking the flusher; their ids. */
export const noteMany = async (phone: Phone, n: number) => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push((await phone.quiet(answer)).id);
  return ids;
};
