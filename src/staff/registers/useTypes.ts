import { useEffect, useState } from 'preact/hooks';
import { allEntries, askTypes, type EntryRow, type TypeCard } from './calls.ts';

/** All types; null while they are read. */
export function useTypes(fail: (error: unknown) => void): TypeCard[] | null {
  const [types, set] = useState<TypeCard[] | null>(null);
  useEffect(() => {
    askTypes().then(set, fail);
  }, [fail]);
  return types;
}

/** Entries of the registers that a type's fields choose from, by register; null while they are read. */
export function useChoices(type: TypeCard | null, fail: (error: unknown) => void): Record<string, EntryRow[]> | null {
  const [choices, set] = useState<Record<string, EntryRow[]> | null>(null);
  useEffect(() => {
    if (!type) return;
    let wanted = true;
    const of = [...new Set(type.fields.flatMap((field) => (field.of ? [field.of] : [])))];
    Promise.all(of.map(async (one) => [one, await allEntries(one, {})] as const)).then(
      (found) => wanted && set(Object.fromEntries(found)),
      fail,
    );
    return () => {
      wanted = false;
    };
  }, [type, fail]);
  return choices;
}
