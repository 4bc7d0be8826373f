import { useEffect, useState } from 'preact/hooks';
import { documents, type Row } from '../documents.ts';

export type Games = readonly Pick<Row, 'key' | 'title'>[];

/** Published games, to be played at a point. */
export function useGames(fail: (error: unknown) => void): Games {
  const [games, setGames] = useState<Games>([]);
  useEffect(() => {
    documents('game', { live: true }, null, 200).then(({ items }) => setGames(items), fail);
  }, [fail]);
  return games;
}
