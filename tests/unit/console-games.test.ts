import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GameBody } from '../../src/contract/trails.ts';
import { gameFindings } from '../../src/staff/games/findings.ts';
import {
  addStep,
  arrangeOptions,
  emptyGame,
  GAME_KINDS,
  moveStep,
  removeStep,
  textsOf,
  tidyGame,
  toggleRight,
} from '../../src/staff/games/game.ts';
import { readGame } from '../../src/staff/games/read.ts';
import { showGame } from '../../src/staff/games/show.ts';

const starter = readdirSync('supabase/seed/games').map((file) => {
  const { slug, body } = JSON.parse(readFileSync(`supabase/seed/games/${file}`, 'utf8')) as {
    slug: string;
    body: GameBody;
  };
  return [slug, body] as const;
});
const bodyOf = (slug: string) => structuredClone(new Map(starter).get(slug)) as GameBody;
const fine = () => false;
const rules = (body: GameBody) => gameFindings(body, fine).map(({ field, rule }) => `${field} ${rule}`);

it.each(starter)('%s has nothing to be mended, and is read and tidied to itself', (_, body) => {
  expect(gameFindings(body, fine)).toEqual([]);
  expect(tidyGame(readGame(body))).toEqual(body);
});

describe('steps of a game', () => {
  it('are added and taken out, and keep their words when they move', () => {
    const body = bodyOf('quick-kids');
    expect(addStep(body).steps).toHaveLength(9);
    expect(removeStep(body, 0).steps[0]).toEqual(body.steps[1]);
    const moved = moveStep(body, 0, 1);
    expect([moved.steps[0], moved.steps[1]]).toEqual([body.steps[1], body.steps[0]]);
    expect(moveStep(body, 0, -1)).toBe(body);
  });

  it('of pairs have the letter of their place, wherever they are moved', () => {
    const moved = moveStep(bodyOf('law-pairs'), 2, -1);
    expect(moved.steps.map(({ answer }) => answer).join('')).toBe('ABCDEF');
    expect(moved.steps[1]?.text).toEqual(bodyOf('law-pairs').steps[2]?.text);
  });

  it('take their right answers along when options move', () => {
    const step = bodyOf('say-no-ktv').steps[0] as GameBody['steps'][number];
    expect(step.answer).toBe('AC');
    expect(arrangeOptions(step, [1, 0, 2]).answer).toBe('BC');
    expect(arrangeOptions(step, [1, 2]).answer).toBe('B');
    expect(toggleRight('ladder', step, 1).answer).toBe('ABC');
    expect(toggleRight('ladder', step, 0).answer).toBe('C');
    expect(toggleRight('quick', step, 1).answer).toBe('B');
  });
});

describe('what is said while a game is written', () => {
  it.each(GAME_KINDS)('of an empty %s: every text that is needed', (kind) => {
    const body = emptyGame(kind, '2026-11-22');
    const missing = rules(body).filter((line) => line.endsWith(' missing'));
    expect(missing).toHaveLength(textsOf(body).length);
    expect(rules(body)).toContain('facts no_facts');
  });

  it('names a line without a weak answer, and boxes of which one stays empty', () => {
    const ladder = bodyOf('say-no-ktv');
    if (ladder.steps[0]) ladder.steps[0].answer = 'ABC';
    expect(rules(ladder)).toContain('step.1.answer no_weak');
    const sort = bodyOf('spot-disguise');
    for (const step of sort.steps) step.answer = 'B';
    expect(rules(sort)).toContain('steps one_box');
  });

  it('refuses words that teach how it is done, in every text', () => {
    const body = bodyOf('spot-disguise');
    textsOf(body).forEach(({ field }, i) => {
      const bad = structuredClone(body);
      Object.assign(textsOf(bad)[i]?.words ?? {}, { 'zh-Hans': '这是配方' });
      expect(rules(bad)).toEqual([`${field} forbidden_word`]);
    });
  });

  it('tells facts that nobody has checked', () => {
    expect(gameFindings(bodyOf('quick-ten'), (fact) => fact === 'F3')).toMatchObject([
      { field: 'facts', rule: 'unchecked_fact' },
    ]);
  });
});

it('reads bodies of any shape as a game that the form can show', () => {
  for (const raw of [
    null,
    7,
    [],
    { kind: 'x', steps: 'y' },
    { kind: 'ladder', steps: [1, { options: [null, 'x', { say: 5 }] }] },
  ])
    expect(() => textsOf(tidyGame(readGame(raw))), JSON.stringify(raw)).not.toThrow();
  expect(readGame({ kind: 'pairs', steps: [{}, {}] }).steps.map(({ answer }) => answer)).toEqual(['A', 'B']);
  expect(readGame({ kind: 'quick', steps: Array(30).fill({}) }).steps).toHaveLength(12);
});

it('says steps so that a reviewer can read them', () => {
  const words = JSON.parse(readFileSync('src/i18n/locales/zh-Hans/console_games.json', 'utf8'));
  const body = bodyOf('say-no-classmate');
  const said = showGame(words, body.kind)('steps', body.steps) ?? '';
  expect(said).toContain('✓ A.');
  for (const { words: text } of textsOf(body).filter(({ field }) => field.startsWith('step.')))
    expect(said).toContain(text?.en);
  expect(showGame(words, 'ladder')('kind', 'ladder')).toBe('拒绝阶梯');
  expect(showGame(words, 'ladder')('facts', ['F1'])).toBeUndefined();
});
