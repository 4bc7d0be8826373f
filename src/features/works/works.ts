/** Works and votes, pure. */
import type { VoteRound, WorkCard } from '../../contract/registers.ts';

/** Works on one page of the gallery. */
export const PAGE = 48;

export interface Gallery {
  kinds: { key: string; name: string; works: number }[];
  items: WorkCard[];
  page: number;
  pages: number;
}

/** The page of the gallery that an address asks for; a kind or page that is not there is the whole, or the last one. */
export function galleryOf(works: readonly WorkCard[], kind: string | null, page: number): Gallery {
  const kinds = new Map<string, Gallery['kinds'][number]>();
  for (const work of works) {
    const own = kinds.get(work.kind.key) ?? { ...work.kind, works: 0 };
    kinds.set(own.key, { ...own, works: own.works + 1 });
  }
  const chosen = kind !== null && kinds.has(kind) ? works.filter((work) => work.kind.key === kind) : works;
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
  const at = Number.isInteger(page) ? Math.min(Math.max(1, page), pages) : 1;
  return { kinds: [...kinds.values()], items: chosen.slice((at - 1) * PAGE, at * PAGE), page: at, pages };
}

/** A person's vote in a round, as this phone knows it. */
export interface MyVote {
  work: string;
  /** id of its record; null: noted, and the phone was killed before it knew more, or made elsewhere */
  id: string | null;
  state: 'noted' | 'delivered' | 'refused';
  verdict?: string;
  /** this phone's press came after that of another one */
  second?: boolean;
}
export type MyVotes = Record<string, MyVote>;

/** Why a vote was not counted, as a word. One that came second is told by `withServer`. */
export const whyRefused = (verdict = ''): 'late' | 'early' | 'unknown' =>
  verdict === 'late' || verdict === 'closed' ? 'late' : verdict === 'rejected:too_early' ? 'early' : 'unknown';

/** The database's word wins: one person may hold two phones. */
export function withServer(votes: MyVotes, server: Record<string, string>): MyVotes {
  const delivered = Object.entries(server).map(([round, work]) => {
    const own = votes[round];
    if (own?.work === work) return [round, { ...own, state: 'delivered' }];
    return [round, { work, id: null, state: 'delivered', second: own !== undefined }];
  });
  return { ...votes, ...Object.fromEntries(delivered) };
}

/** A vote that stands leaves nothing to press. */
export const mayVote = (round: VoteRound, mine: MyVote | undefined): boolean =>
  round.state === 'open' && (mine === undefined || mine.state === 'refused');
