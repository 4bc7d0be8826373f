/**
 * The access matrix: every function and relation × caller × way of asking, as it is.
 * `node tests/db/access.ts --write` writes tests/db/access.json; access.test.ts holds it against the database.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { inParallel } from '../tasks.ts';
import { startApi, type WorldApi } from '../world/api.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { type Caller, PERSONAS } from '../world/personas.ts';

export const FILE = path.join(import.meta.dirname, 'access.json');
export const CALLERS: Caller[] = ['nobody', 'expired', ...(Object.keys(PERSONAS) as Caller[]), 'service'];
/** Callers by whom a shut door is tried: one of each role. What is not exposed PostgREST refuses before it looks at who asks. */
const FEW: Caller[] = ['nobody', 'he', 'service'];
const ROLES = ['anon', 'authenticated', 'service_role'] as const;
/** Ways of asking that could say more than the plain one. */
const VARIANTS: Record<string, Record<string, string>> = {
  exact: { prefer: 'count=exact' },
  planned: { prefer: 'count=planned' },
  estimated: { prefer: 'count=estimated' },
  csv: { accept: 'text/csv' },
  plan: { accept: 'application/vnd.pgrst.plan+json' },
};
const OTHER_PROFILES = ['app', 'private', 'public', 'auth', 'extensions', 'pg_catalog'];

/** Arguments with which each function of api is asked. A new function needs a line here. */
export const ARGUMENTS: Record<string, object> = {
  accept_invitation: { code: 'no-such-code' },
  access_log: { after: null, size: 5 },
  audit_log: { filter: {}, after: null, size: 5 },
  content_calendar: { from_day: '2026-06-01', to_day: '2026-06-30' },
  document: { kind: 'question', key: 'no-such-key' },
  document_revision: { kind: 'question', key: 'no-such-key', revision: 1 },
  documents: { kind: 'question', filter: {}, after: null, size: 5 },
  export_attempts: { from_day: '2026-01-01', to_day: '2026-12-31', after: null, size: 5 },
  export_documents: { kind: 'question', filter: {}, after: null, size: 5 },
  give_back: { kind: 'question', key: 'no-such-key', note: 'x' },
  grant_role: { sign_in: '00000000-0000-4000-8000-000000000000', role: 'counter', place: '330302' },
  hant_overrides: {},
  import_commit: { job: '00000000-0000-4000-8000-000000000000', mode: 'all' },
  import_open: { kind: 'question', name: 'x' },
  import_rows: { job: '00000000-0000-4000-8000-000000000000', start: 1, rows: [] },
  invite: { role: 'counter', place: '330302', name: 'x', days: 7 },
  my_sessions: {},
  notices: {},
  people: {},
  publish_documents: { kind: 'question', keys: ['no-such-key'] },
  put_hant_override: { simplified: 'x', traditional: 'y' },
  put_media: { base64: 'x', type: 'image/png' },
  restore_revision: { kind: 'question', key: 'no-such-key', revision: 1 },
  revoke_invitation: { id: 'x' },
  save_document: { kind: 'question', key: null, based_on: 0, body: {}, note: null },
  submit_documents: { kind: 'question', keys: ['no-such-key'] },
  withdraw_document: { kind: 'question', key: 'no-such-key', note: null },
  withdraw_role: { id: '00000000-0000-4000-8000-000000000000' },
  class_answers: { class: '00000000-0000-4000-8000-000000000000', lesson: 'primary-know', locale: 'en' },
  class_live: { class: '00000000-0000-4000-8000-000000000000', lesson: 'primary-know', block: 'check' },
  class_page: { class: '00000000-0000-4000-8000-000000000000', locale: 'en' },
  close_class: { class: '00000000-0000-4000-8000-000000000000' },
  course_rates: { place: '330302', year: '2026-09-01', locale: 'en' },
  courses: { locale: 'en' },
  create_class: { school: '3303020001', grade: 5, number: 9, seats: 40 },
  drop_class_teacher: {
    class: '00000000-0000-4000-8000-000000000000',
    sign_in: '00000000-0000-4000-8000-000000000000',
  },
  erase_seat: { class: '00000000-0000-4000-8000-000000000000', seat: 1 },
  free_seat: { class: '00000000-0000-4000-8000-000000000000', seat: 1 },
  hold_hour: {
    class: '00000000-0000-4000-8000-000000000000',
    lesson: 'primary-know',
    how: 'paper',
    day: '2026-10-12',
    done: [1],
    undone: [],
  },
  join_class: { code: 'ZZZZZZZZ', seat: 1, locale: 'en' },
  leave_class: {},
  lesson: { course: 'primary', name: 'know', locale: 'en' },
  lesson_notes: { slug: 'primary-know', locale: 'en' },
  lock_class_code: { class: '00000000-0000-4000-8000-000000000000', locked: true },
  move_seat: { class: '00000000-0000-4000-8000-000000000000', seat: 1, to_seat: 2 },
  my_class: { locale: 'en' },
  my_classes: { locale: 'en' },
  next_year: { school: '3303020001' },
  reopen_seat: { class: '00000000-0000-4000-8000-000000000000', seat: 1, open: true },
  school_teachers: { school: '3303020001' },
  seat_export: { class: '00000000-0000-4000-8000-000000000000', seat: 1 },
  set_class_code: { class: '00000000-0000-4000-8000-000000000000', days: 7 },
  set_class_seats: { class: '00000000-0000-4000-8000-000000000000', seats: 40 },
  set_class_teacher: {
    class: '00000000-0000-4000-8000-000000000000',
    sign_in: '00000000-0000-4000-8000-000000000000',
    until: null,
  },
  checkpoint: { token: 'no-such-token', locale: 'en' },
  clear_flag: { id: 0, note: 'x' },
  flags: { open: true },
  my_stamps: {},
  point_rules: { locale: 'en' },
  renew_code: { trail: 'none', point: 'none' },
  screen_codes: { trail: 'none', point: 'none' },
  stamp_map: { trail: 'zhongyi-street', from_day: '2026-06-01', to_day: '2026-06-30' },
  stamp_passport: { key_hash: 'ab'.repeat(32), trail: 'zhongyi-street', point: 'none' },
  trail: { slug: 'zhongyi-street', locale: 'en' },
  trail_codes: { trail: 'zhongyi-street' },
  trails: { locale: 'en' },
  awareness_live: { period: null },
  awareness_release: {},
  content_state: {},
  contest_result: { attempt: '00000000-0000-4000-8000-000000000000', locale: 'en' },
  districts: { locale: 'en' },
  erase_me: {},
  item_analysis: { form: 'none', from_day: '2026-06-01', to_day: '2026-06-30' },
  item_forms: {},
  knowledge_points: { locale: 'en' },
  media: { hash: 'x' },
  my_export: {},
  my_passport: {},
  open_contest: { slug: 'none', locale: 'en', untimed: false },
  practice_bank: { locale: 'en' },
  publish_release: {},
  quiz: { slug: 'daily', locale: 'en' },
  quizzes: { locale: 'en' },
  reach_live: { from_month: '2026-06-01', to_month: '2026-06-01' },
  reclaim: { recovery_key: 'no-such-recovery-key' },
  record_participation: { protocol: 1, epoch: null, client_now: '2026-06-01T00:00:00Z', batch: [] },
  register_recovery: { key_hash: 'ab'.repeat(32) },
  self_check: {},
  spend_rate: { bucket: 'b', subject: 's', burst: 1000, period_seconds: 1 },
  staff_me: {},
  gifts: { locale: 'en' },
  gift_stock: {},
  my_gifts: {},
  claim_gift: { gift: 'none', counter: 'none' },
  card_gifts: { key_hash: 'ab'.repeat(32), counter: 'none' },
  hand_to_card: { key_hash: 'ab'.repeat(32), gift: 'none', counter: 'none' },
  cancel_claim: { id: '00000000-0000-4000-8000-000000000000' },
  offer_passport: {},
  take_passport: { code: '000000' },
  make_cards: { hashes: ['ef'.repeat(32)] },
  counters: { locale: 'en' },
  save_counter: { code: 'none', place: '330302', name: {}, address: {}, hours: {}, open: true },
  redeem: { code: '00000000-000000', counter: 'none' },
  undo_redemption: { claim: '00000000-0000-4000-8000-000000000000', reason: 'x' },
  counter_day: { counter: 'none' },
  stock: { counter: null },
  move_stock: { gift: 'none', counter: 'none', act: 'in', amount: 1, note: 'x' },
  set_low: { gift: 'none', counter: 'none', below: 1 },
  stock_log: { counter: null, after: null, size: 5 },
  open_roster: { place: '330302', year: '2026-09-01', as_of: '2026-09-01', source: 'x', rows: 0 },
  add_roster_rows: { roster: '00000000-0000-4000-8000-000000000000', rows: [] },
  sign_roster: { roster: '00000000-0000-4000-8000-000000000000' },
  drop_roster: { roster: '00000000-0000-4000-8000-000000000000' },
  roster: { roster: '00000000-0000-4000-8000-000000000000', noted: false, after: null, size: 5 },
  rosters: { place: '330302' },
  schools: { place: '330302', filter: {}, after: null, size: 5 },
  school_page: { school: '3303020001', year: null, locale: 'en' },
  check_item: { school: '3303020001', checklist: 'none', item: 'none', done_on: null },
  tests: { class: '00000000-0000-4000-8000-000000000000', locale: 'en' },
  make_test: {
    class: '00000000-0000-4000-8000-000000000000',
    opens_at: '2026-06-01T00:00:00Z',
    closes_at: '2026-06-02T00:00:00Z',
    minutes: 20,
    questions: 10,
  },
  drop_test: { test: '00000000-0000-4000-8000-000000000000' },
  open_test: { test: '00000000-0000-4000-8000-000000000000', locale: 'en', untimed: false },
  test_result: { test: '00000000-0000-4000-8000-000000000000', locale: 'en' },
  certificate: { code: '0000000000', locale: 'en' },
  class_certificates: { class: '00000000-0000-4000-8000-000000000000', locale: 'en' },
  my_certificate: {},
  school_checks: { place: '330302', year: '2026-09-01' },
  events: { filter: {}, locale: 'en', size: 5, after: null },
  event_month: { month: '2026-06-01', filter: {}, locale: 'en' },
  event_filters: { locale: 'en' },
  event: { slug: 'none', locale: 'en' },
  event_feed: { filter: {}, after: null, size: 5, locale: 'en' },
  session_places: { event: 'none' },
  event_sessions: { event: 'none' },
  agenda: { place: '330302', from_day: '2026-06-01', to_day: '2026-06-30' },
  change_session: {
    event: 'none',
    origin: '2026-06-01T01:00:00Z',
    act: 'cancel',
    starts_at: null,
    ends_at: null,
    capacity: null,
    note: null,
  },
  my_events: { locale: 'en' },
  event_code: { event: 'none', renew: false },
  door: { event: 'none', origin: '2026-06-01T01:00:00Z' },
  put_scans: { scans: [] },
  report_session: { event: 'none', origin: '2026-06-01T01:00:00Z', report: {} },
  session_report: { event: 'none', origin: '2026-06-01T01:00:00Z' },
  draft_brief: { event: 'none', origin: '2026-06-01T01:00:00Z' },
  brief: { event: 'none', origin: '2026-06-01T01:00:00Z', locale: 'en' },
  register_types: {},
  put_register_type: { body: {} },
  register_places: { place: '330302' },
  register: { type: 'team', filter: {}, after: null, size: 5 },
  register_entry: { type: 'topic', key: 'nps' },
  open_batch: { type: 'team', place: '330302', as_of: '2026-01-01', source: 'x', rows: 0 },
  add_batch_rows: { batch: '00000000-0000-4000-8000-000000000000', rows: [] },
  sign_batch: { batch: '00000000-0000-4000-8000-000000000000' },
  drop_batch: { batch: '00000000-0000-4000-8000-000000000000' },
  batches: { type: null },
  batch: { batch: '00000000-0000-4000-8000-000000000000', after: 0, size: 5 },
  register_figures: { place: '330302', on_day: '2026-06-30', from_day: '2026-01-01' },
  register_sources: { place: '330302', on_day: '2026-06-30' },
  activity_figures: { place: '330302', from_day: '2026-01-01', to_day: '2026-06-30' },
  duty_coverage: { duty: 'none', place: '330302', from_day: '2026-01-01', to_day: '2026-06-30' },
  channel_reach: { place: '330302', from_day: '2026-01-01', to_day: '2026-06-30' },
  venues: { filter: {}, after: null, size: 5, locale: 'en' },
  venue_points: { filter: {}, locale: 'en' },
  venue_types: { locale: 'en' },
  venue: { key: 'none', locale: 'en' },
  works: { filter: {}, after: null, size: 5, locale: 'en' },
  vote_rounds: { locale: 'en' },
  my_votes: {},
  ask_booking: {
    venue: 'none',
    day: '2026-06-01',
    from_time: '09:00',
    to_time: '10:00',
    school: '3303020001',
    pupils: 0,
  },
  bookings: { place: null, venue: null },
  answer_booking: { id: '00000000-0000-4000-8000-000000000000', agreed: true, note: null },
  cancel_booking: { id: '00000000-0000-4000-8000-000000000000' },
  visit_figures: { place: '330302', from_day: '2026-01-01', to_day: '2026-06-30' },
  visit_booking: { id: '00000000-0000-4000-8000-000000000000', pupils: 1 },
};

export interface Matrix {
  /**
   * functions of api with the roles that may call them: "POST status, GET status" → callers. A variant is named where it
   * answers otherwise than GET does (plan is refused as a media type, 406 or 415)
   */
  api: Record<string, Record<string, string>>;
  /** everything else: "shut" to HTTP and to SQL, or the roles that SQL lets in */
  functions: Record<string, string>;
  relations: Record<string, string>;
}

interface Named {
  schema: string;
  name: string;
  arguments: string;
}

/** Asks everything in every way. Takes some 13,000 requests. */
export async function collect(db: Database, api: WorldApi): Promise<Matrix> {
  const functions = await db.rows<Named & { types: string[] }>(
    `select n.nspname as schema, p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments,
       array(select format_type(t, null) from unnest(p.proargtypes) t) as types
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('api', 'app', 'private', 'public', 'auth') order by 1, 2, 3`,
  );
  const relations = await db.rows<Named & { column: string; kind: string }>(
    `select n.nspname as schema, c.relname as name, '' as arguments, c.relkind as kind,
       (select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped limit 1) as column
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('api', 'app', 'private', 'public', 'auth') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by 1, 2`,
  );
  const matrix: Matrix = { api: {}, functions: {}, relations: {} };
  const shut = functions.filter(({ schema }) => schema !== 'api');
  const doors = new Map(
    await inParallel(shut, 4, async (fn) => [
      `${fn.schema}.${fn.name}(${fn.arguments})`,
      await doorsToFunction(api, fn),
    ]),
  );
  const around = new Map(
    await inParallel(relations, 4, async ({ schema, name }) => [`${schema}.${name}`, await doorsToRelation(api, name)]),
  );
  for (const fn of functions) {
    const sql = `select ${fn.schema}.${fn.name}(${fn.types.map((type) => `null::${type}`).join(', ')})`;
    const open = await rolesThatPass(db, [sql]);
    if (fn.schema === 'api') {
      matrix.api[`${fn.name}(${fn.arguments}) for ${open.join(' ')}`] = await askFunction(api, fn.name);
    } else {
      const at = `${fn.schema}.${fn.name}(${fn.arguments})`;
      matrix.functions[at] = [...(doors.get(at) ?? []), ...open].join(' ') || 'shut';
    }
  }
  for (const { schema, name, column, kind } of relations) {
    const at = `${schema}.${name}`;
    const writes = [`insert into ${at} default values`, `update ${at} set ${column} = ${column}`, `delete from ${at}`];
    const others = kind === 'S' ? [`select nextval('${at}')`] : [...writes, `truncate ${at}`];
    const open = await rolesThatPass(db, [`select from ${at}`, ...others]);
    matrix.relations[at] = [...(around.get(at) ?? []), ...open].join(' ') || 'shut';
  }
  return matrix;
}

/** Roles for which any of the statements is not refused for lack of a privilege. */
async function rolesThatPass(db: Database, statements: string[]): Promise<string[]> {
  const passed = new Set<string>();
  for (const role of ROLES) {
    for (const statement of statements) {
      const code = await db.sql.query(`begin; set local role ${role}; ${statement}; rollback`).then(
        () => 'ok',
        async (error: pg.DatabaseError) => {
          await db.sql.query('rollback');
          return error.code;
        },
      );
      if (code !== '42501') passed.add(role);
    }
  }
  return [...passed];
}

/** Status of the plain GET, and which other ways of asking are answered otherwise. */
async function readings(api: WorldApi, caller: Caller, path: string): Promise<string> {
  const { status } = await api.ask(caller, path);
  const others: string[] = [];
  // Counts, media types and profiles are PostgREST's own: what they add depends on the role, not on who asks.
  if (FEW.includes(caller)) {
    for (const [variant, headers] of Object.entries(VARIANTS)) {
      const other = await api.ask(caller, path, { headers });
      const refusedAsType = variant === 'plan' && [406, 415].includes(other.status);
      if (other.status !== status && !refusedAsType) others.push(`${variant} ${other.status}`);
    }
    const profile = await api.ask(caller, path, { headers: { 'accept-profile': 'app' } });
    if (profile.status === 200) others.push('profile 200');
  }
  return [String(status), ...others].join(', ');
}

async function askFunction(api: WorldApi, name: string): Promise<Record<string, string>> {
  const args = ARGUMENTS[name];
  if (!args) return { error: 'has no arguments in tests/db/access.ts' };
  const query = new URLSearchParams(
    Object.entries(args).flatMap(([key, value]) =>
      value === null ? [] : [[key, Array.isArray(value) ? '{}' : String(value)]],
    ),
  );
  const posted: number[] = [];
  for (const caller of CALLERS) posted.push((await api.call(caller, name, args)).status);
  // Reading changes nothing: everybody asks at once.
  const answers: Record<string, string> = {};
  const asked = await Promise.all(CALLERS.map((caller) => readings(api, caller, `/rpc/${name}?${query}`)));
  for (const [i, caller] of CALLERS.entries()) {
    const answer = `${posted[i]} ${asked[i]}`;
    answers[answer] = `${answers[answer] ?? ''} ${caller}`.trim();
  }
  return answers;
}

/** Answers that say no more than "there is no such thing": not found, no such profile, no valid token. */
const isShut = (status: number) => [401, 404, 406].includes(status);

/** PostgREST looks for a function before it looks at who asks: once by its bare name, once in its schema's profile. */
async function doorsToFunction(api: WorldApi, { schema, name }: Named): Promise<string[]> {
  const tries: [Caller, RequestInit][] = [
    ['he', { method: 'POST' }],
    ['service', { method: 'POST', headers: { 'content-profile': schema } }],
  ];
  const open: string[] = [];
  for (const [caller, init] of tries) {
    const { status } = await api.ask(caller, `/rpc/${name}`, init);
    if (!isShut(status)) open.push(`http:${caller}`);
  }
  return open;
}

async function doorsToRelation(api: WorldApi, name: string): Promise<string[]> {
  const open: string[] = [];
  for (const caller of FEW) {
    const write = { 'content-type': 'application/json', prefer: 'resolution=merge-duplicates' };
    const asked = await Promise.all([
      api.ask(caller, `/${name}`),
      api.ask(caller, `/${name}`, { method: 'HEAD' }),
      ...['POST', 'PATCH', 'PUT'].map((method) => api.ask(caller, `/${name}`, { method, headers: write, body: '{}' })),
      api.ask(caller, `/${name}`, { method: 'DELETE' }),
      api.ask(caller, `/${name}?select=*,person(*)`),
      ...(caller === 'he' ? Object.values(VARIANTS) : []).map((headers) => api.ask(caller, `/${name}`, { headers })),
      ...(caller === 'nobody' ? [] : OTHER_PROFILES).map((profile) =>
        api.ask(caller, `/${name}`, { headers: { 'accept-profile': profile } }),
      ),
    ]);
    // Methods, media types and embeddings that PostgREST refuses before looking (405, 415, 400) say nothing either.
    if (!asked.every(({ status }) => isShut(status) || [400, 405, 415].includes(status))) open.push(`http:${caller}`);
  }
  return open;
}

/** A seeded database in which An has taken part, so that every refusal refuses something that is there. */
export async function inhabited(): Promise<Database> {
  const db = await freshDatabase({ seeded: true });
  const [question] = await db.rows<{ code: string; revision: number }>(
    `select code, revision from app.question where pool = 'practice' and current and status = 'published' order by code`,
  );
  const answer = (more: object) =>
    JSON.stringify({
      id: randomUUID(),
      v: 1,
      kind: 'answer',
      at: '2026-06-01T00:00:00Z',
      quiz: 'daily',
      ms: 900,
      ...more,
    });
  const batch = [answer({ question: question!.code, rev: question!.revision, choice: 'A' }), answer({ nonsense: 1 })];
  await db.as(PERSONAS.an.id, 'select api.record_participation(1, null, now(), $1)', [batch]);
  await db.as(PERSONAS.an.id, 'select api.register_recovery($1)', ['cd'.repeat(32)]);
  return db;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const db = await inhabited();
  const api = await startApi(db);
  const matrix = await collect(db, api);
  if (process.argv.includes('--write')) fs.writeFileSync(FILE, `${JSON.stringify(matrix, null, 2)}\n`);
  else console.log(JSON.stringify(matrix, null, 2));
  await api.stop();
  await closeDatabases();
}
