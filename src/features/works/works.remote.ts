import { hasIdentity, rpc, seemsKnown } from '../../backend/call.ts';
import { serverRpc } from '../../backend/server.ts';
import type { Locale } from '../../contract/locales.ts';
import type { VoteRound, WorkCard } from '../../contract/registers.ts';

/** Works in one call. */
const SIZE = 200;

/** Every work in the order of the gallery; called on the server, for a page that is kept. */
export async function allWorks(locale: Locale): Promise<WorkCard[]> {
  const works: WorkCard[] = [];
  for (let after: string | null = null; ; ) {
    const page: { items: WorkCard[]; next: string | null } = await serverRpc('works', {
      filter: {},
      after,
      size: SIZE,
      locale,
    });
    works.push(...page.items);
    after = page.next;
    if (after === null) return works;
  }
}

/** Rounds that are coming, open or over, the newest first. */
export const voteRounds = (locale: Locale) => serverRpc<VoteRound[]>('vote_rounds', { locale });

/** What this person has voted for, by round; nothing for whom nothing was ever delivered. Signs nobody in. */
export const myVotes = async (): Promise<Record<string, string>> =>
  seemsKnown() && (await hasIdentity()) ? ((await rpc<Record<string, string> | null>('my_votes')) ?? {}) : {};
