/** A game from outside in the shape that the form needs: a draft may be half written, or sent by a program. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import { GAME_KINDS, type GameBody, type GameKind, type GameStepBody, type Words } from '../../contract/trails.ts';
import { hasOptions, LETTERS, MOST_OPTIONS, MOST_STEPS } from './game.ts';

type Loose = Record<string, unknown>;
const record = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Any value as words: those of languages that there are. */
export function spoken(value: unknown): Words {
  const own: Words = { 'zh-Hans': '' };
  for (const locale of LOCALES)
    if (typeof record(value)[locale] === 'string') own[locale] = text(record(value)[locale]);
  return own;
}

/** Any value as a step of a game. */
export function readStep(value: unknown, kind: GameKind, place: number): GameStepBody {
  const raw = record(value);
  const options = list(raw['options']).slice(0, MOST_OPTIONS);
  return {
    text: spoken(raw['text']),
    options: hasOptions(kind)
      ? options.map(record).map((own) => ({ text: spoken(own['text']), say: own['say'] ? spoken(own['say']) : null }))
      : null,
    match: kind === 'pairs' ? spoken(raw['match']) : null,
    answer: kind === 'pairs' ? (LETTERS[place] ?? '') : text(raw['answer']),
    say: spoken(raw['say']),
  };
}

/** Any body as a game. */
export function readGame(value: unknown): GameBody {
  const raw = record(value);
  const kind = GAME_KINDS.find((one) => one === raw['kind']) ?? 'quick';
  const kp = Number(raw['kp']);
  const boxes = list(raw['boxes']);
  return {
    kind,
    kp: Number.isInteger(kp) && kp >= 1 && kp <= 10 ? kp : 1,
    facts: list(raw['facts']).map(text).filter(Boolean),
    checked_on: /^\d{4}-\d{2}-\d{2}$/.test(text(raw['checked_on'])) ? text(raw['checked_on']) : '',
    title: spoken(raw['title']),
    intro: spoken(raw['intro']),
    boxes: kind === 'disguise' ? [spoken(boxes[0]), spoken(boxes[1])] : null,
    steps: list(raw['steps'])
      .slice(0, MOST_STEPS)
      .map((one, i) => readStep(one, kind, i)),
  };
}
