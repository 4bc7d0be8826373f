/** Registers as the console asks for them. All reject with `BackendError`. */
import { staffRpc } from '../../backend/staff.ts';
import type { Figure } from '../../contract/events.ts';
import type { BatchRow, Entry, EntryBatch, EntryBody, RegisterType, RowProblem } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Whence } from '../exchange/WhenceFields.tsx';

export type RegisterWords = Areas['console_registers'];
export type TypeCard = RegisterType & { entries: number };
export type EntryRow = Entry & { place_name: Words };
export type BatchCard = EntryBatch & { place_name: Words };
/** A place that entries may stand at. */
export interface PlaceRow {
  code: string;
  level: 'city' | 'county' | 'town' | 'community';
  parent: string | null;
  name: Words;
}
export interface EntryFilter {
  place?: string;
  q?: string;
  as_of?: string;
  ended?: boolean;
}
export interface EntryList {
  items: EntryRow[];
  next: string | null;
  total: number;
}
/** What was signed about an entry at one time; `body` null: it was removed. */
export interface PastEntry {
  batch: string;
  act: 'put' | 'remove';
  as_of: string;
  source: string;
  made_by: string;
  signed_by: string;
  signed_at: string;
  body: EntryBody | null;
}
export interface DatedFigure extends Figure {
  measure: string;
  as_of: string;
  source: string;
}
export interface EntrySeen {
  entry: EntryRow | null;
  history: PastEntry[];
  figures: DatedFigure[];
}
export type BatchNote = 'fresh' | 'changed' | 'same' | 'removed';
export type SeenRow = Partial<BatchRow> & {
  row: number;
  act: BatchRow['act'];
  key: string;
  before: Partial<EntryBody> | null;
  note: BatchNote;
};
export type BatchSeen = BatchCard & { items: SeenRow[]; next: number | null };

export const askTypes = () => staffRpc<TypeCard[]>('register_types');
export const putType = (body: RegisterType) =>
  staffRpc<{ problems: { field: string; rule: string }[] }>('put_register_type', { body });
export const askEntries = (type: string, filter: EntryFilter, after: string | null, size = 50) =>
  staffRpc<EntryList>('register', { type, filter, after, size });
export const askEntry = (type: string, key: string) => staffRpc<EntrySeen>('register_entry', { type, key });
export const askPlaces = (place: string) => staffRpc<PlaceRow[]>('register_places', { place });
export const askBatches = (type: string | null) => staffRpc<BatchCard[]>('batches', { type });
export const askBatch = (batch: string, after: number) => staffRpc<BatchSeen>('batch', { batch, after, size: 100 });
export const openBatch = (type: string, about: Whence, rows: number) =>
  staffRpc<{ batch: string }>('open_batch', { type, ...about, rows });
export const addRows = (batch: string, rows: readonly BatchRow[]) =>
  staffRpc<{ problems: RowProblem[] }>('add_batch_rows', { batch, rows });
export const signBatch = (batch: string) =>
  staffRpc<{ done: boolean; problems: RowProblem[] }>('sign_batch', { batch });
export const dropBatch = (batch: string) => staffRpc('drop_batch', { batch });

/** All entries of a type that a filter finds, call by call. */
export async function allEntries(type: string, filter: EntryFilter): Promise<EntryRow[]> {
  const found: EntryRow[] = [];
  for (let after: string | null = null; ; ) {
    const page: EntryList = await askEntries(type, filter, after, 200);
    found.push(...page.items);
    if (!page.next) return found;
    after = page.next;
  }
}
