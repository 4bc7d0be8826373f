/** A game from outside in the shape that the form needs: a draft may be half written, or sent by a program. Pure. */
import { GAME_KINDS, type GameBody, type GameKind, type GameStepBody } from '../../contract/trails.ts';
import { list, record, spoken, text } from '../editor/loose.ts';
import { hasOptions, LETTERS, MOST_OPTIONS, MOST_STEPS } from './game.ts';

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
