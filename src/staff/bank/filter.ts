/** The bank's filter, as it stands in the address: a link to a filtered list can be kept and sent. */
import type { Filter } from '../documents.ts';

export const CHOICES = ['kp', 'stage', 'question_kind', 'pool', 'status', 'fact'] as const;
export const FLAGS = ['expiring', 'mine', 'returned'] as const;

export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search);
  const filter: Filter = {};
  const text = query.get('text')?.slice(0, 100);
  if (text) filter.text = text;
  for (const name of CHOICES) {
    const value = query.get(name);
    if (value && /^[\w/-]{1,20}$/.test(value)) filter[name] = value;
  }
  for (const name of FLAGS) if (query.get(name) === '1') filter[name] = true;
  return filter;
}

/** `?kp=3&mine=1`, or nothing for an open filter. */
export function writeFilter(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.text) query.set('text', filter.text);
  for (const name of CHOICES) if (filter[name]) query.set(name, filter[name]);
  for (const name of FLAGS) if (filter[name]) query.set(name, '1');
  const text = query.toString();
  return text && `?${text}`;
}

export const isOpen = (filter: Filter) => writeFilter(filter) === '';
