/** What an invented resident does on one day, as records for the real API. */
import { randomUUID } from 'node:crypto';
import { answerOf, guess, type Item, knows, type Resident } from './residents.ts';

/** A record's text and its age in milliseconds when the day ends. */
export interface Act {
  text: string;
  age: number;
}

export interface Content {
  practice: Item[];
  form: { slug: string; version: number; items: Item[] } | null;
  contest: { slug: string; opens: number; closes: number; tries: number; items: Map<string, Item> } | null;
}

const MINUTE = 60_000;

/** Record texts of one visit: a round of five or ten with its answers, sometimes the monitoring form of the quarter. */
export function visit(
  random: () => number,
  person: Resident,
  content: Content,
  { end, first, quarter }: { end: number; first: boolean; quarter: string },
): Act[] {
  const acts: Act[] = [];
  let age = Math.floor((0.02 + random() * 0.9) * 12 * 60) * MINUTE;
  const put = (record: Record<string, unknown>) => {
    const at = new Date(end - age).toISOString();
    acts.push({ text: JSON.stringify({ id: randomUUID(), v: 1, at, ...record }), age });
    age = Math.max(0, age - Math.floor(5000 + random() * 25_000));
  };
  if (first && person.district) put({ kind: 'profile', district: person.district, age_band: person.band });
  if (content.form && !person.quarters.has(quarter) && random() < 0.55) {
    person.quarters.add(quarter);
    put(monitor(random, person, content.form));
    if (random() < 0.04) put(monitor(random, person, content.form));
  }
  const kp = 1 + Math.floor(random() * 10);
  const daily = random() < 0.62;
  const bank = daily ? content.practice : content.practice.filter((item) => item.kp === kp);
  const quiz = daily ? 'daily' : `kp${String(kp).padStart(2, '0')}`;
  const asked = pick(random, bank, daily ? 5 : 10);
  // some put the phone away half-way
  const done = random() < 0.93 ? asked.length : 1 + Math.floor(random() * asked.length);
  for (const item of asked.slice(0, done)) {
    const choice = answerOf(random, person, item);
    const ms = Math.round(2500 + random() * 14_000);
    put({ kind: 'answer', quiz, question: item.code, rev: item.revision, choice, ms });
    person.seen[item.kp] = (person.seen[item.kp] ?? 0) + 1;
  }
  if (done === asked.length) put({ kind: 'round', quiz, asked: asked.length });
  return acts;
}

function monitor(random: () => number, person: Resident, form: NonNullable<Content['form']>) {
  const hasty = random() < 0.03;
  return {
    kind: 'monitor',
    quiz: form.slug,
    version: form.version,
    answers: form.items.map((item) => (hasty ? guess(random, item) : answerOf(random, person, item, true))),
    ms: form.items.map(() => Math.round(hasty ? 300 + random() * 900 : 3000 + random() * 12_000)),
    district: person.district,
    age_band: person.band,
  };
}

interface Drawn {
  attempt: string;
  items: { code: string; kind: string; options: { letter: string; text: string }[] }[];
}

/** A contest handed in: what the server drew is answered by its texts, because it has permuted the letters. */
export function contest(random: () => number, person: Resident, content: Content, drawn: Drawn, end: number): Act {
  const answers = drawn.items.map((shown) => {
    const item = content.contest?.items.get(shown.code);
    if (!item || random() > knows(person, item))
      return guess(random, { kind: shown.kind, options: shown.options.length });
    if (item.kind === 'judge' || item.kind === 'sort') return item.answer;
    const letters = shown.options.filter((option) => item.right.includes(option.text)).map((option) => option.letter);
    return letters.sort().join('');
  });
  const at = new Date(end).toISOString();
  return {
    text: JSON.stringify({ id: randomUUID(), v: 1, at, kind: 'contest', attempt: drawn.attempt, answers }),
    age: 0,
  };
}

function pick<T>(random: () => number, from: T[], count: number): T[] {
  const left = [...from];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0] as T,
  );
}
