/** Seals and trails in this phone's memory, kept in step with what became of their records. */
import type { StampRecord } from '../../contract/records.ts';
import { exportQueue, readDraft, writeDraft } from '../../outbox/index.ts';
import {
  change,
  isRefused,
  KNOWN_KEY,
  type Known,
  lean,
  NOTED_KEY,
  refusalOf,
  SEALS_KEY,
  type Seals,
  type Stamped,
  stands,
  subjects,
} from './stamps.ts';

export const loadSeals = async (): Promise<Seals> => (await readDraft<Seals>(SEALS_KEY)) ?? { list: [] };
export const loadKnown = async (): Promise<Known> => (await readDraft<Known>(KNOWN_KEY)) ?? {};

export async function saveSeals(seals: Seals): Promise<void> {
  await writeDraft(SEALS_KEY, seals);
  await writeDraft(NOTED_KEY, subjects(seals));
}

/** Stamps in the queue with what the database said about them, newest first. */
export async function stampRows() {
  const rows = (await exportQueue()) as { state: string; verdict: string | null; record: StampRecord }[];
  return rows.filter(({ record }) => record.kind === 'stamp').reverse();
}

/** What the queue knows about a seal; a record that was acknowledged long ago has left it. */
function stateOf(seal: Stamped, rows: Awaited<ReturnType<typeof stampRows>>): Partial<Stamped> {
  const near = (at: string) => Math.abs(Date.parse(at) - seal.at) < 2000;
  const row = rows.find(({ record }) =>
    seal.record ? record.id === seal.record : record.proof === seal.proof && near(record.at),
  );
  if (!row) return {};
  const state = row.state === 'acked' ? 'delivered' : row.state === 'rejected' ? refusalOf(row.verdict ?? '') : null;
  return { record: row.record.id, state: state ?? 'noted' };
}

/** Brings the phone's seals up to what became of their records; answers them. Asks no network. */
export async function settleSeals(): Promise<Seals> {
  const before = await loadSeals();
  if (!before.list.some(({ state }) => state === 'noted')) return before;
  const rows = await stampRows();
  let seals = await loadSeals();
  for (const seal of seals.list) if (seal.state === 'noted') seals = change(seals, seal.at, stateOf(seal, rows));
  if (JSON.stringify(seals) !== JSON.stringify(before)) await saveSeals(seals);
  return seals;
}

/**
 * Seals on this phone by `<trail>/<point>`: the best of each, with when it was pressed. Seals of codes that nobody has told
 * the point of yet are not among them.
 */
export async function readSeals(): Promise<Record<string, { at: string; state: 'noted' | 'delivered' | 'refused' }>> {
  const found: Record<string, { at: string; state: 'noted' | 'delivered' | 'refused' }> = {};
  const worth = { refused: 0, noted: 1, delivered: 2 };
  for (const { at, trail, point, proof, state } of (await settleSeals()).list) {
    if (!trail || !point) continue;
    if (state === 'noted' && !stands({ state, proof })) continue;
    const said = isRefused(state) ? 'refused' : state;
    const before = found[`${trail}/${point}`];
    if (!before || worth[said] > worth[before.state])
      found[`${trail}/${point}`] = { at: new Date(at).toISOString(), state: said };
  }
  return found;
}

/** Keeps of a trail what tells its codes without a network: points, hashes, questions and fences, no stories. */
export async function rememberTrail(pack: Parameters<typeof lean>[0]): Promise<void> {
  const known = await loadKnown();
  await writeDraft(KNOWN_KEY, { ...known, [pack.slug]: lean(pack, document.documentElement.lang) });
}
