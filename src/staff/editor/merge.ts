/** Two people saved: what each changed since the revision that both began with. Pure. */
import type { Kind } from '../documents.ts';
import { type Field, fieldsOf, getField, idOf, putField, same } from './fields.ts';

export type Side = 'mine' | 'theirs';

export interface Comparison {
  field: Field;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** `both` differ and somebody has to choose; otherwise one side alone changed the field, and its change stays */
  changed: Side | 'both';
}

/** Every field that the two bodies do not share. */
export function compare(kind: Kind, base: unknown, mine: unknown, theirs: unknown): Comparison[] {
  return fieldsOf(kind).flatMap((field) => {
    const values = { base: getField(base, field), mine: getField(mine, field), theirs: getField(theirs, field) };
    if (same(values.mine, values.theirs)) return [];
    const changed = same(values.mine, values.base) ? 'theirs' : same(values.theirs, values.base) ? 'mine' : 'both';
    return [{ field, ...values, changed } as Comparison];
  });
}

/** The body to save on top of theirs: single changes of both, and the chosen side where both changed a field. */
export function merge<B>(theirs: B, comparisons: readonly Comparison[], choices: Readonly<Record<string, Side>>): B {
  return comparisons.reduce((body, { field, mine, changed }) => {
    const side = changed === 'both' ? (choices[idOf(field)] ?? 'mine') : changed;
    return side === 'mine' ? putField(body, field, mine) : body;
  }, theirs);
}
