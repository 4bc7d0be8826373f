/** Votes of this phone: a press is a record first, and what the database says of it stands. */
import { note, readDraft, recordState, subscribe, writeDraft } from '../../outbox/index.ts';
import { myVotes } from './works.remote.ts';
import { type MyVotes, withServer } from './works.ts';

const KEY = 'votes';

export interface VoteState {
  votes: MyVotes;
  /** the phone could not store it */
  failed: boolean;
}

export function createVotes(onChange: () => void) {
  const state: VoteState = { votes: {}, failed: false };
  let noting = false;
  const set = (change: Partial<VoteState>) => {
    Object.assign(state, change);
    onChange();
  };
  /** Looks what became of the records, then asks the database, which also knows of other phones. */
  const settle = async () => {
    const votes = { ...state.votes };
    for (const [round, vote] of Object.entries(votes)) {
      const record = vote.id && vote.state === 'noted' ? await recordState(vote.id) : undefined;
      if (record?.state === 'acked') votes[round] = { ...vote, state: 'delivered' };
      if (record?.state === 'rejected') votes[round] = { ...vote, state: 'refused', verdict: record.verdict };
    }
    set({ votes });
    const server = await myVotes();
    set({ votes: withServer(state.votes, server) });
    await writeDraft(KEY, state.votes);
  };
  return {
    state,
    async vote(round: string, work: string): Promise<void> {
      const before = state.votes;
      if (noting || (before[round] && before[round].state !== 'refused')) return;
      noting = true;
      const made = (id: string | null): MyVotes => ({ ...before, [round]: { work, id, state: 'noted' } });
      try {
        const { id } = await note({ kind: 'vote', round, work }, { key: KEY, value: made(null) });
        set({ votes: made(id), failed: false });
        await writeDraft(KEY, state.votes).catch(() => undefined);
      } catch {
        set({ failed: true });
      }
      noting = false;
    },
    /** Brings back what this phone knows; answers how to stop listening. */
    wake(): () => void {
      readDraft<MyVotes>(KEY).then(
        (kept) => {
          if (kept) set({ votes: { ...kept, ...state.votes } });
          settle().catch(() => undefined);
        },
        () => undefined,
      );
      return subscribe(({ waiting }) => {
        const open = Object.values(state.votes).some((vote) => vote.state === 'noted');
        if (open && waiting === 0) settle().catch(() => undefined);
      });
    },
  };
}
