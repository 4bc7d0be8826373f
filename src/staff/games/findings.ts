/** What keeps a game from being published, and what its editor should know. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { GameBody } from '../../contract/trails.ts';
import { wordRules } from '../../exercise/editor-words.ts';
import type { Finding } from '../editor/findings.ts';
import { FEWEST_STEPS, hasOptions, LETTERS, MOST_OPTIONS, MOST_STEPS, textsOf, tidyGame } from './game.ts';

/** `bad` tells facts that nobody has checked and published. */
export function gameFindings(body: GameBody, bad: (fact: string) => boolean): Finding[] {
  const own = tidyGame(body);
  const found: Finding[] = [];
  const add = (field: string, rule: string, more: Partial<Finding> = {}) =>
    found.push({ field, rule, message: '', level: 'error', ...more });
  const texts = textsOf(own);
  for (const { field, words, most } of texts) {
    if (!words?.['zh-Hans']) add(field, 'missing', { locale: 'zh-Hans' });
    for (const locale of LOCALES) {
      const text = words?.[locale] ?? '';
      if (text.length > most) add(field, 'bad_text', { locale });
      // a game may show what is wrong, but never how it is done
      for (const { rule, message } of wordRules('text', text, { kp: own.kp, primary: false, sorting: true, locale }))
        add(field, rule, { locale, message });
    }
  }
  for (const locale of LOCALES) {
    const missing = texts.filter(({ words }) => words?.['zh-Hans'] && !words[locale]);
    if (locale !== 'zh-Hans' && missing[0]) add(missing[0].field, 'no_language', { locale, level: 'advice' });
  }
  const count = own.steps.length;
  if (count < FEWEST_STEPS || count > MOST_STEPS) add('steps', 'steps');
  own.steps.forEach((step, i) => {
    const field = `step.${i + 1}`;
    const options = step.options?.length ?? 0;
    if (hasOptions(own.kind) && (options < 2 || options > MOST_OPTIONS)) add(`${field}.options`, 'options');
    const letters = own.kind === 'disguise' ? 'AB' : LETTERS.slice(0, own.kind === 'pairs' ? count : options);
    if (!step.answer || [...step.answer].some((letter) => !letters.includes(letter)))
      add(`${field}.answer`, 'bad_answer');
    else if (own.kind === 'ladder' && step.answer.length === options) add(`${field}.answer`, 'no_weak');
  });
  if (own.kind === 'disguise' && new Set(own.steps.map(({ answer }) => answer)).size < 2) add('steps', 'one_box');
  if (own.kind === 'quick' && count > 3 && new Set(own.steps.map(({ answer }) => answer)).size < 2)
    add('steps', 'same_place', { level: 'advice' });
  if (!own.facts.length) add('facts', 'no_facts');
  else if (own.facts.some(bad)) add('facts', 'unchecked_fact');
  if (!own.checked_on) add('checked_on', 'missing');
  return found;
}
