/** The lower half of `/c`: which point it was, what became of the stamp, and what can be tried next. */
import type { StampRecord } from '../../contract/records.ts';
import type { CheckpointCard, Proof } from '../../contract/trails.ts';
import { startDelivery, subscribe } from '../../outbox/index.ts';
import { fetchCheckpoint, fetchMyStamps, fetchTrail } from './check.remote.ts';
import type { StampDraft } from './check.ts';
import { loadKnown, loadSeals, rememberTrail, saveSeals, settleSeals, stampRows } from './stamps.state.ts';
import { cardOf, change, collected, type KnownPoint, type Seals, type Stamped } from './stamps.ts';

export interface CheckState {
  /** the seal of this entry of the history */
  seal: Stamped | null;
  card: CheckpointCard | null;
  /** the point with its question and fence, once its trail is on this phone */
  point: KnownPoint | null;
  /** points of its trail that are collected */
  got: ReadonlySet<string>;
  /** proofs that did not do at this point */
  tried: Proof[];
  /** about the short code that was typed last, or the point that the address names */
  said: '' | 'typed_wrong' | 'typed_unknown' | 'asking' | 'point_unknown' | 'point_offline';
}

/** Longest wait for an answer before a typed code is noted as it is, and before delivery begins. */
const PATIENCE_MS = 4000;
const patience = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));

/** The seal that this entry of the history stands for. */
const shownAt = () => (history.state as { stamp?: number } | null)?.stamp;

export function createCheck(locale: string, onChange: (state: CheckState) => void) {
  const state: CheckState = { seal: null, card: null, point: null, got: new Set(), tried: [], said: '' };
  let mine: { trail: string; point: string }[] = [];
  const set = (to: Partial<CheckState>) => onChange(Object.assign(state, to));

  /** Everything about a point that this phone knows by now. */
  const look = async (trail: string | null, point: string | null, seals: Seals) => {
    const known = await loadKnown();
    const pack = trail === null ? undefined : known[trail];
    const got = trail === null ? new Set<string>() : collected(seals, trail);
    for (const one of mine) if (one.trail === trail) got.add(one.point);
    return {
      card: cardOf(known, trail, point),
      point: pack?.points.find(({ id }) => id === point) ?? null,
      fresh: pack?.locale === locale,
      got,
    };
  };

  /** The code that was scanned a moment ago, before anything else is fetched or looked up. */
  const tell = async () => {
    const { at, code } = window.__untold ?? { at: 0, code: '' };
    window.__untold = undefined;
    const card = code ? await fetchCheckpoint(code, locale).catch(() => null) : null;
    if (!card) return;
    const place = { trail: card.trail.slug, point: card.point.id };
    const seals = change(await loadSeals(), at, place);
    await saveSeals(seals);
    const seal = seals.list.find((one) => one.at === at) ?? null;
    if (shownAt() === at && seal) set({ card, seal, got: collected(seals, place.trail) });
  };

  /** Asks which points the codes belong to that were scanned without a network; answers the card of one of them. */
  const identify = async (at: number | undefined): Promise<CheckpointCard | null> => {
    let card: CheckpointCard | null = null;
    const open = (await loadSeals()).list.filter(({ point, state }) => !point && state !== 'unknown_point');
    if (!open.length) return null;
    const rows = await stampRows();
    // the one on the screen first
    for (const seal of open.sort((a, b) => Number(b.at === at) - Number(a.at === at))) {
      const record = rows.find(({ record }) => record.id === seal.record)?.record as StampRecord | undefined;
      const code = record?.proof === 'code' ? record.token : record?.proof === 'typed' ? record.code : undefined;
      const found = code ? await fetchCheckpoint(code, locale).catch(() => null) : null;
      if (!found) continue;
      const place = { trail: found.trail.slug, point: found.point.id };
      await saveSeals(change(await loadSeals(), seal.at, place));
      if (seal.at !== at) continue;
      card = found;
      const { got } = await look(place.trail, place.point, await loadSeals());
      set({ card, seal: { ...seal, ...place }, got });
    }
    return card;
  };

  const keepTrail = async (slug: string) => {
    const pack = await fetchTrail(slug, locale).catch(() => undefined);
    if (pack) await rememberTrail(pack);
    return pack;
  };

  /** Shows the seal of this entry of the history as it stands by now. */
  const refresh = async () => {
    await tell();
    const at = shownAt();
    const seals = await settleSeals();
    const seal = seals.list.find((one) => one.at === at) ?? null;
    if (!seal) return;
    const seen = await look(seal.trail, seal.point, seals);
    const tried = state.card && seen.card && state.card.point.id !== seen.card.point.id ? [] : state.tried;
    const failed = seal.state !== 'noted' && seal.state !== 'delivered' && !tried.includes(seal.proof);
    set({
      seal,
      card: seen.card ?? (seal.point === state.card?.point.id ? state.card : null),
      point: seen.point,
      got: seen.got,
      tried: failed ? [...tried, seal.proof] : tried,
    });
    const card = state.card ?? (await identify(at));
    const [trail, point] = card ? [card.trail.slug, card.point.id] : [seal.trail, seal.point];
    if (!trail || (seen.fresh && seen.point) || !(await keepTrail(trail))) return;
    const now = await look(trail, point, await loadSeals());
    set({ card: now.card ?? card, point: now.point, got: now.got });
  };

  /** Seals of a phone that was changed or found again; needs an identity, makes none. */
  const learn = async () => {
    if (!state.card) return;
    mine = (await fetchMyStamps().catch(() => null))?.stamps ?? mine;
    set({ got: (await look(state.card.trail.slug, state.card.point.id, await loadSeals())).got });
  };

  return {
    state,
    async start(): Promise<void> {
      // one look at a time: two would ask the network twice for the same code
      let running = Promise.resolve();
      const soon = () => {
        running = running.then(refresh).catch(() => undefined);
        return running;
      };
      addEventListener('qingtu-stamp', () => void soon());
      let waiting = -1;
      subscribe((status) => {
        if (waiting > status.waiting) void soon().then(learn);
        waiting = status.waiting;
      });
      await Promise.race([tell(), patience()]);
      // delivery signs in and brings a library along: the seal's characters go first
      startDelivery();
      await soon();
      void learn();
    },
    /** Opens a point that the trail's page has led to, for the proofs that need no code. */
    async open(trail: string, point: string): Promise<void> {
      let seen = await look(trail, point, await settleSeals());
      const pack = seen.fresh && seen.point ? undefined : await keepTrail(trail);
      if (pack) seen = await look(trail, point, await loadSeals());
      if (seen.point) {
        set(seen);
        void learn();
      } else set({ said: pack === undefined ? 'point_offline' : 'point_unknown' });
    },
    press: (stamp: StampDraft) => void dispatchEvent(new CustomEvent('qingtu-press', { detail: stamp })),
    /**
     * A short code; null: what was typed is none. One that nobody printed is told at once where there is a network;
     * without one it is noted as it was typed.
     */
    async type(code: string | null): Promise<void> {
      if (!code) return set({ said: 'typed_wrong' });
      set({ said: 'asking' });
      const card = await Promise.race([fetchCheckpoint(code, locale).catch(() => undefined), patience()]);
      set({ said: card === null ? 'typed_unknown' : '' });
      if (card !== null) this.press({ kind: 'stamp', proof: 'typed', code });
    },
  };
}
export type Check = ReturnType<typeof createCheck>;
