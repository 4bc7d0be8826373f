import { describe, expect, test } from 'vitest';
import english from '../../src/i18n/locales/en/console_editor.json' with { type: 'json' };
import words from '../../src/i18n/locales/zh-Hans/console_editor.json' with { type: 'json' };
import { emptyFact, factFindings, tidyFact } from '../../src/staff/editor/fact.ts';
import { type Finding, findingsOf, fromServer, sayFinding, together } from '../../src/staff/editor/findings.ts';
import { changeKind, emptyQuestion, putWords } from '../../src/staff/editor/question.ts';

const good = {
  ...putWords(emptyQuestion('2026-11-22'), 'zh-Hans', {
    stem: '遇到陌生人给的饮料，怎么做最好？',
    options: ['不喝，离开', '尝一小口', '分给同伴', '带回家喝'],
    source: '《中华人民共和国禁毒法》第二条',
  }),
  answer: 'A',
  facts: ['F2'],
  explanation: { 'zh-Hans': '来路不明的饮料不喝，是保护自己的第一步。' },
};
const errors = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level === 'error').map(({ field, rule }) => `${field} ${rule}`);

describe('what an editor is told', () => {
  test('a good question has no error; languages that are missing are advice', () => {
    const found = findingsOf('k1', good, new Set());
    expect(errors(found)).toEqual([]);
    expect(found.map(({ rule, locale }) => [rule, locale])).toEqual([
      ['no_language', 'zh-Hant'],
      ['no_language', 'en'],
    ]);
  });

  test('an empty question lists what is missing in the order of the form, and blank options are not called alike', () => {
    const found = together(findingsOf('', emptyQuestion('2026-11-22'), new Set()), []);
    expect(errors(found)).toEqual([
      'stem no_stem',
      ...['A', 'B', 'C', 'D'].map((letter) => `option.${letter} empty_option`),
      'answer bad_answer',
      'explanation no_explanation',
      'source no_source',
      'facts no_facts',
    ]);
  });

  test('every option of a picture question needs its picture', () => {
    const found = findingsOf('k1', changeKind(good, 'picture'), new Set());
    expect(errors(found)).toEqual(['A', 'B', 'C', 'D'].map((letter) => `option.${letter} no_picture`));
  });

  test('a fact that nobody has checked keeps a question from being submitted', () => {
    expect(errors(findingsOf('k1', good, new Set(['F2'])))).toEqual(['facts unchecked_fact']);
  });

  test('the server’s problems fill in what the screen does not see, and repeat nothing', () => {
    const server = fromServer([
      { field: 'option.B.en', rule: 'bad_text' },
      { field: 'facts', rule: 'unchecked' },
      { field: 'stem.zh-Hans', rule: 'bad_text' },
    ]);
    expect(server[0]).toMatchObject({ field: 'option.B', locale: 'en' });
    const own = findingsOf('k1', { ...good, facts: [] }, new Set());
    expect(errors(together(own, server))).toEqual(['stem bad_text', 'option.B bad_text', 'facts no_facts']);
  });

  test('speaks the reader’s language: details in Chinese, the rule in English', () => {
    const [finding] = findingsOf('k1', { ...good, facts: [] }, new Set()).filter(({ field }) => field === 'facts');
    expect(sayFinding(words, 'zh-Hans', finding!)).toBe('至少要有一条事实');
    expect(sayFinding(english as typeof words, 'en', finding!)).toBe('Choose at least one fact');
  });
});

test('a fact needs words and a source, a proper link, and the day on which it was checked', () => {
  const fact = { ...emptyFact('2026-11-22'), link: 'javascript:alert(1)', status: 'V-law' as const };
  expect(errors(factFindings(fact))).toEqual([
    'words missing',
    'source missing',
    'link bad_link',
    'checked_on missing',
  ]);
  const tidy = tidyFact({ ...fact, words: { 'zh-Hans': ' 一句话 ', en: ' ' }, link: ' ' });
  expect([tidy.words, tidy.link]).toEqual([{ 'zh-Hans': '一句话' }, null]);
});
