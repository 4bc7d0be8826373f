/** Gifts of this person: progress, what is laid aside, and the digits that show it. Claims outlive the network. */
import type { Claim, GiftStock, MyGifts } from '../../contract/trails.ts';
import {
  clockSkew,
  now,
  type OutboxStatus,
  outboxStatus,
  readDraft,
  sha256,
  subscribe,
  writeDraft,
} from '../../outbox/index.ts';
import { secondsLeft, sixDigits, stepAt } from './digits.ts';
import { cancelClaim, claimGift, fetchMine, fetchPoints, fetchStock } from './rewards.remote.ts';
import { stateAt } from './rewards.ts';

/** Draft that keeps the claims with their secrets: the counter may have no network, and neither may the phone. */
const KEPT = 'claims';
/** How often an open claim asks whether it was handed out, ms. */
const POLL_MS = 5000;

export type RewardsMessage =
  | ''
  | 'claimed'
  | 'cancelled'
  | 'offline'
  | 'missing'
  | 'not_open'
  | 'had'
  | 'not_found'
  | 'busy';

export interface RewardsState {
  stock: GiftStock | null;
  mine: MyGifts | null;
  points: number | null;
  claims: Claim[];
  status: OutboxStatus;
  /** the claim that is shown to the counter */
  open: string | null;
  /** something was asked of the server and has not come back */
  busy: boolean;
  message: RewardsMessage;
  /** server's time, as well as the phone knows it, ms; moves every second while a claim is open */
  at: number;
}

export interface Rewards {
  state: RewardsState;
  load(): Promise<void>;
  claim(gift: string, counter: string): Promise<void>;
  cancel(id: string): Promise<void>;
  show(id: string | null): void;
  /** six digits of a claim now, and for how many seconds they hold */
  digits(claim: Claim): { digits: string; seconds: number };
  stop(): void;
}

const MESSAGES: Record<string, RewardsMessage> = {
  offline: 'offline',
  no_session: 'offline',
  not_open: 'not_open',
  no_tries_left: 'had',
  not_found: 'not_found',
  // it was handed out meanwhile: the claim itself says where and when
  in_use: '',
};
const messageOf = (error: unknown) => MESSAGES[(error as { code?: string }).code ?? ''] ?? 'busy';

export function createRewards(onChange: () => void): Rewards {
  let skew = 0;
  const state: RewardsState = {
    stock: null,
    mine: null,
    points: null,
    claims: [],
    status: outboxStatus(),
    open: null,
    busy: false,
    message: '',
    at: now(),
  };
  const set = (change: Partial<RewardsState>) => {
    Object.assign(state, change);
    onChange();
  };
  const tick = () => set({ at: now() + skew });

  async function take(mine: MyGifts | null) {
    skew = await clockSkew().catch(() => skew);
    set({ mine, claims: mine?.claims ?? [], at: now() + skew });
    await writeDraft(KEPT, state.claims).catch(() => {});
  }

  async function load() {
    if (!state.mine) {
      skew = await clockSkew().catch(() => 0);
      const claims = (await readDraft<Claim[]>(KEPT).catch(() => undefined)) ?? [];
      const waiting = claims.find((claim) => stateAt(claim, now() + skew) === 'issued');
      set({ claims, at: now() + skew, open: state.open ?? waiting?.id ?? null });
    }
    // each for itself: what is known of this person is worth showing even when the stock did not arrive
    await Promise.allSettled([
      fetchStock().then((stock) => set({ stock })),
      fetchMine().then(take),
      fetchPoints().then((points) => set({ points })),
    ]);
  }

  const ask = async (work: () => Promise<RewardsMessage>) => {
    if (state.busy) return;
    set({ busy: true, message: '' });
    const message = await work().catch(messageOf);
    if (message !== 'offline') await load();
    set({ busy: false, message });
  };

  const visible = () => document.visibilityState === 'visible';
  const clock = setInterval(() => state.open && visible() && tick(), 1000);
  const poll = setInterval(() => {
    const open = state.claims.find((claim) => claim.id === state.open);
    if (!open || !visible() || state.busy || stateAt(open, state.at) !== 'issued') return;
    fetchMine().then(take, () => {});
  }, POLL_MS);
  const end = subscribe((status) => {
    const delivered = state.status.waiting > 0 && status.waiting === 0;
    set({ status });
    if (delivered) void load();
  });

  return {
    state,
    load,
    claim: (gift, counter) =>
      ask(async () => {
        const reply = await claimGift(gift, counter);
        if ('missing' in reply) return 'missing';
        // on the disk before anything else: the way to the counter may have no network
        const claims = [...state.claims.filter(({ id }) => id !== reply.claim.id), reply.claim];
        await writeDraft(KEPT, claims).catch(() => {});
        set({ claims, open: reply.claim.id });
        return 'claimed';
      }),
    cancel: (id) =>
      ask(async () => {
        await cancelClaim(id);
        set({ open: null });
        return 'cancelled';
      }),
    show(id) {
      set({ open: id, at: now() + skew });
    },
    digits: ({ secret }) => ({ digits: sixDigits(sha256, secret, stepAt(state.at)), seconds: secondsLeft(state.at) }),
    stop() {
      clearInterval(clock);
      clearInterval(poll);
      end();
    },
  };
}
