import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { askStock, claimable } from './stock.ts';

/** What can still be claimed of each gift, at all counters of the caller together; null until known. */
export function useLeft(wanted: boolean): Map<string, number> | null {
  const { fail } = useDesk();
  const [left, setLeft] = useState<Map<string, number> | null>(null);
  useEffect(() => {
    if (!wanted) return;
    askStock(null).then((rows) => {
      const sums = new Map<string, number>();
      for (const row of rows) sums.set(row.gift, (sums.get(row.gift) ?? 0) + claimable(row));
      setLeft(sums);
    }, fail);
  }, [wanted, fail]);
  return left;
}
