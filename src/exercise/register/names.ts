/** Places and choices by the names that files use. */
import type { ChoiceName, PlaceName } from './types.ts';

export const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s·,，、()（）]/g, '')
    .toLowerCase();

const sameScript = (a: string, b: string): boolean => /^[ -~]/.test(a) === /^[ -~]/.test(b);

/** How a place is found: the code, or what is wrong with the word. */
export type FindPlace = (word: string) => { code: string } | { twice: string[] } | null;

/** Finds places by code, by a name that only one has, or by names one after the other (鹿城区五马街道). */
export function placeFinder(places: readonly PlaceName[]): FindPlace {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const known = new Map<string, Set<string>>();
  const add = (name: string, code: string) => {
    if (name) known.set(name, (known.get(name) ?? new Set()).add(code));
  };
  const above = (place: PlaceName): PlaceName[] => {
    const parent = place.parent === null ? undefined : byCode.get(place.parent);
    return parent ? [parent, ...above(parent)] : [];
  };
  for (const place of places) {
    const own = place.names.map(plainName);
    const shorter = own.map((name) => name.replace(/(?<=..)[区县市]$/, ''));
    let paths = [...new Set([...own, ...shorter])];
    for (const name of paths) add(name, place.code);
    for (const step of above(place)) {
      const upper = step.names.map(plainName);
      // also without the steps between: 鹿城区湖滨社区
      const whole = paths.flatMap((path) => upper.filter((one) => sameScript(one, path)).map((one) => one + path));
      const short = own.flatMap((name) => upper.filter((one) => sameScript(one, name)).map((one) => one + name));
      for (const path of [...whole, ...short]) add(path, place.code);
      paths = whole;
    }
  }
  return (word) => {
    const code = word.normalize('NFKC').replace(/\s/g, '');
    if (byCode.has(code)) return { code };
    const found = [...(known.get(plainName(word)) ?? [])];
    if (found.length > 1) return { twice: found };
    return found[0] ? { code: found[0] } : null;
  };
}

/** Key of a choice by its key or one of its names. */
export function choiceFinder(choices: readonly ChoiceName[]): (word: string) => string | null {
  const known = new Map<string, string>();
  for (const { key, names } of choices) for (const name of [key, ...names]) known.set(plainName(name), key);
  return (word) => known.get(plainName(word)) ?? null;
}
