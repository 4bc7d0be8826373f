/** Rows of the two logs, and the words that tell them. */
import { staffRpc } from '../../backend/staff.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { KINDS as DOCUMENTS, editorOf, type Kind } from '../documents.ts';

export type AuditWords = Areas['console_audit'];

/** Something that staff did. */
export interface AuditRow {
  id: number;
  at: string;
  by_name: string;
  act: string;
  kind: string;
  key: string | null;
  place: string | null;
  detail: Record<string, unknown>;
}
/** Rows of participants that somebody of the staff read. */
export interface AccessRow {
  id: number;
  at: string;
  by_name: string;
  what: string;
  place: string | null;
  rows: number;
}
export interface LogPage<Row> {
  items: Row[];
  next: number | null;
}
export interface AuditFilter {
  text?: string;
  act?: string;
  kind?: string;
  from?: string;
  to?: string;
}

export const PAGE = 50;
export const askAudit = (filter: AuditFilter, after: number | null) =>
  staffRpc<LogPage<AuditRow>>('audit_log', { filter, after, size: PAGE });
export const askAccess = (after: number | null) => staffRpc<LogPage<AccessRow>>('access_log', { after, size: PAGE });

/** Acts as the database writes them; tests/unit/console-audit.test.ts finds them all in the migrations. */
export const ACTS = [
  'save',
  'submit',
  'publish',
  'give_back',
  'withdraw',
  'restore',
  'put_media',
  'import',
  'export',
  'hant_override',
  'appoint',
  'invite',
  'revoke_invitation',
  'accept_invitation',
  'grant_role',
  'withdraw_role',
  'release',
  'save_counter',
  'redeem',
  'undo_redemption',
  'move_stock',
  'set_low',
  'make_cards',
  'stamp',
  'print_codes',
  'renew_code',
  'clear_flag',
  'bring_roster',
  'sign_roster',
  'drop_roster',
  'check_item',
  'create_class',
  'close_class',
  'next_year',
  'set_class_code',
  'lock_class_code',
  'set_class_seats',
  'set_class_teacher',
  'drop_class_teacher',
  'hold_hour',
  'class_certificates',
  'free_seat',
  'move_seat',
  'reopen_seat',
  'seat_export',
  'erase_seat',
  'make_test',
  'drop_test',
  'move_session',
  'cancel_session',
  'restore_session',
  'change_places',
  'event_code',
  'report_session',
  'draft_brief',
  'put_register_type',
  'bring_entries',
  'sign_entries',
  'drop_entries',
  'ask_booking',
  'answer_booking',
  'cancel_booking',
  'visit_booking',
] as const;
export const KINDS = [
  'question',
  'quiz',
  'fact',
  'trail',
  'game',
  'gift',
  'points',
  'lesson',
  'course',
  'checklist',
  'event',
  'brief',
  'register',
  'venue',
  'roster',
  'class',
  'school',
  'counter',
  'passport',
  'person',
  'media',
  'words',
  'attempts',
  'awareness',
] as const;

/** What was done, as a sentence without its subject: "published the question kp03-d01, revision 4". */
export function tellAct(words: AuditWords, row: AuditRow, roleName: (role: string) => string): string {
  const table = words as Record<string, string>;
  const { act, kind, key, detail } = row;
  const special =
    act === 'export' && kind === 'attempts'
      ? '_attempts'
      : act === 'hant_override' && !detail.traditional
        ? '_gone'
        : '';
  const text = table[`did_${act}${special}`];
  if (!text) return [act, kind, key].filter(Boolean).join(' ');
  const values: Record<string, string | number> = { kind: table[`kind_${kind}`] ?? kind, key: shorten(key ?? '') };
  for (const [name, value] of Object.entries(detail)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  }
  if (typeof detail.role === 'string') values.role = roleName(detail.role);
  return fill(text, values);
}

/** Hashes of pictures say nothing beyond their beginning. */
const shorten = (key: string) => (/^[0-9a-f]{64}$/.test(key) ? key.slice(0, 8) : key);

/** What was read: the words before the first blank name it, the rest says of what. */
export function tellAccess(words: AuditWords, what: string): string {
  const [name = '', ...rest] = what.split(' ');
  const text = (words as Record<string, string>)[`read_${name}`];
  return text ? [text, ...rest].join(' ') : what;
}

/** Page of the console where the thing of a row is worked on; null when it has none. */
export const whereOf = ({ kind, key }: Pick<AuditRow, 'kind' | 'key'>): string | null =>
  key && isDocument(kind) ? editorOf(kind, key) : null;

const isDocument = (kind: string): kind is Kind => DOCUMENTS.some((one) => one === kind);

/** Rows by day, in the order they come. `day` names the day of a moment. */
export function byDay<Row extends { at: string }>(
  rows: readonly Row[],
  day: (at: string) => string,
): { day: string; rows: Row[] }[] {
  const days: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const name = day(row.at);
    const last = days.at(-1);
    if (last?.day === name) last.rows.push(row);
    else days.push({ day: name, rows: [row] });
  }
  return days;
}

const FIELDS = ['text', 'act', 'kind', 'from', 'to'] as const;

/** The filter as it stands in the address, and back. */
export function readFilter(search: string): AuditFilter {
  const query = new URLSearchParams(search);
  return Object.fromEntries(FIELDS.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])));
}
export function writeFilter(filter: AuditFilter): string {
  const query = new URLSearchParams(FIELDS.flatMap((name) => (filter[name] ? [[name, filter[name] ?? '']] : [])));
  return query.size > 0 ? `?${query}` : '';
}
