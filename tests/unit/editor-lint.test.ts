import { describe, expect, it } from 'vitest';
import { lintQuestion } from '../../src/exercise/editor-lint.ts';
import type { QuestionDraft, QuestionWords } from '../../src/exercise/sheet.ts';
import { lintSeed } from '../seed-lint.ts';

const good: QuestionDraft = {
  code: 'k01-001',
  pool: 'practice',
  kp: 1,
  kind: 'single',
  stages: ['junior', 'adult'],
  difficulty: 1,
  words: {
    'zh-Hans': {
      stem: '在我国，大麻属于什么？',
      options: ['法律列出的毒品', '普通烟草制品', '一种保健食品'],
      source: '《中华人民共和国禁毒法》第二条',
    },
  },
  pictures: null,
  facts: ['F3'],
  valid_from: '2008-06-01',
  valid_to: null,
  checked_on: '2026-11-21',
  status: 'published',
  answer: 'A',
  explanation: { 'zh-Hans': '《禁毒法》第二条把大麻列为毒品。合成毒品同样有害。' },
};
const withWords = (part: Partial<QuestionWords>, rest: Partial<QuestionDraft> = {}): QuestionDraft => ({
  ...good,
  ...rest,
  words: { 'zh-Hans': { ...good.words['zh-Hans']!, ...part } },
});
const english = (stem: string, explanation = 'Short.'): QuestionDraft => ({
  ...good,
  words: { en: { stem, options: ['One', 'Two', 'Three'], source: 'Art. 2' }, 'zh-Hans': good.words['zh-Hans']! },
  explanation: { ...good.explanation, en: explanation },
});
const explained = (text: string) => ({ ...good, explanation: { 'zh-Hans': text } });
const rules = (q: QuestionDraft, unchecked?: Set<string>) => lintQuestion(q, unchecked).map((f) => f.rule);

describe('the editor’s lint', () => {
  it('finds nothing in a sound question', () => {
    expect(lintQuestion(good, new Set(['F70']))).toEqual([]);
  });

  it('names the field, the language and the level of a finding', () => {
    expect(lintQuestion(withWords({ options: ['毒品', '烟草', '自制配方'] }))).toEqual([
      {
        field: 'option.C',
        locale: 'zh-Hans',
        rule: 'forbidden_word',
        message: '不能出现：配方',
        level: 'error',
      },
    ]);
  });

  it.each([
    '5克',
    '十克',
    '0.5毫克',
    '半克',
    '10 克',
    '五十公克',
  ])('lets the amount %s stand only in 3 and 4', (amount) => {
    const stem = `持有${amount}会怎样？`;
    expect(rules(withWords({ stem }))).toContain('quantity');
    expect(rules(withWords({ stem }, { kp: 4 }))).toEqual([]);
    expect(rules(withWords({ stem }, { kp: 4, stages: ['primary'] }))).toContain('primary_numbers');
  });

  it.each(['一克服困难就好', '第十克隆人'])('does not take 克 in “%s” for an amount', (stem) => {
    expect(rules(withWords({ stem }))).not.toContain('quantity');
  });

  it('sees amounts in English and leaves other numbers alone', () => {
    expect(rules(english('Is 10 g a crime?'))).toContain('quantity');
    expect(rules(english('Is grade 10 good at 3 goals?'))).not.toContain('quantity');
  });

  it('keeps penalties in numbers out of primary school', () => {
    const q = withWords({ stem: '吸毒要处十日以上十五日以下拘留吗？' });
    expect(rules({ ...q, stages: ['primary'] })).toContain('primary_numbers');
    expect(rules(q)).toEqual([]);
  });

  it.each([
    '合成方法',
    '提纯',
    '怎麼吸',
    '購買渠道',
    '货到付款',
    '躲避检测',
    '多少錢',
    'a recipe',
    'how to inject',
  ])('refuses “%s”', (word) =>
    expect(rules(withWords({ stem: `这里写着${word} 对吗？` }))).toContain('forbidden_word'));

  it('lets names of drug classes contain 合成', () => {
    expect(rules(withWords({ stem: '合成大麻素、合成毒品和人工合成的物质受管制吗？' }))).toEqual([]);
  });

  it('asks for facts, validity, source and explanation', () => {
    expect(rules({ ...good, facts: [] })).toEqual(['no_facts']);
    expect(rules({ ...good, valid_from: null })).toEqual(['no_validity']);
    expect(rules({ ...good, valid_to: '2000-01-01' })).toEqual(['validity_order']);
    expect(rules(withWords({ source: ' ' }))).toEqual(['no_source']);
    expect(rules(explained(''))).toEqual(['no_explanation']);
    expect(rules(withWords({ stem: '' }))).toEqual(['no_stem']);
  });

  it('keeps a question on an unchecked fact a draft', () => {
    expect(rules(good, new Set(['F3']))).toEqual(['unchecked_fact']);
    expect(rules({ ...good, status: 'draft' }, new Set(['F3']))).toEqual([]);
  });

  it('wants three options, all different', () => {
    expect(rules(withWords({ options: ['法律列出的毒品', '烟草制品'] }))).toEqual(['too_few_options']);
    expect(rules(withWords({ options: ['法律列出的毒品', '烟草', '烟草。'] }))).toEqual(['same_option']);
  });

  it('advises when the right option stands out by its length', () => {
    const options = ['国家管制的、能使人成瘾的麻醉药品和精神药品', '普通的烟草', '一种保健品'];
    expect(lintQuestion(withWords({ options }))).toMatchObject([
      { rule: 'long_answer', field: 'option.A', level: 'advice' },
    ]);
    expect(rules(withWords({ options }, { answer: 'B' }))).toEqual([]);
  });

  it('holds explanations to two sentences and 120 characters', () => {
    expect(rules(explained('一句。两句。三句。'))).toEqual(['long_explanation']);
    expect(rules(explained('长'.repeat(121)))).toEqual(['long_explanation']);
    expect(rules(explained('长'.repeat(120)))).toEqual([]);
    expect(rules(english('Good?', 'See Arts. 2 and No. 3. That is all.'))).toEqual([]);
    expect(rules(english('Good?', 'One. Two. Three.'))).toEqual(['long_explanation']);
  });

  it.each(['以上都对', '以上全部正确', 'All of the above'])('refuses the option “%s”', (option) => {
    expect(rules(withWords({ options: ['法律列出的毒品', '烟草', option] }))).toEqual(['all_of_the_above']);
  });

  it('refuses “I don’t know” in monitoring items, and other kinds than single and judge', () => {
    const q = withWords({ options: ['法律列出的毒品', '烟草', '不知道'] }, { pool: 'monitoring' });
    expect(rules(q)).toEqual(['dont_know_option']);
    expect(rules({ ...q, pool: 'practice' })).toEqual([]);
    expect(rules({ ...good, pool: 'monitoring', kind: 'multiple', answer: 'AB' })).toEqual(['monitoring_kind']);
  });

  it('asks for stress on a negative in the stem', () => {
    expect(rules(withWords({ stem: '下面哪项不是毒品？' }))).toEqual(['negative_stem']);
    expect(rules(withWords({ stem: '下面哪项【不是】毒品？' }))).toEqual([]);
    expect(rules(english('Which of these is not a drug?'))).toEqual(['negative_stem']);
    expect(rules(english('Which of these is NOT a drug?'))).toEqual([]);
    expect(rules(english('Which places may not admit minors?'))).toEqual([]);
  });

  it.each([
    '《中华人民共和国治安管理处罚法》第七十二条',
    '《治安管理處罰法》第七十一條',
    '治安管理处罚法（2012年修正）第七十三条、第七十四条',
    'Public Security Administration Punishments Law, Art. 72',
    'Article 74 of the Public Security Administration Punishments Law',
  ])('knows that the article in “%s” has moved', (source) => {
    expect(rules(withWords({ source }))).toEqual(['old_article']);
  });

  it('lets today’s articles and other laws’ 71 to 74 stand', () => {
    const source = '《治安管理处罚法》（2025年修订）第八十四条、第一百四十四条、《未成年人保护法》第七十二条';
    expect(rules(withWords({ source }))).toEqual([]);
    expect(rules(withWords({ source: '《中华人民共和国禁毒法》第七十一条' }))).toEqual([]);
  });

  it.each([
    ['single', 'AB', 'bad_answer'],
    ['single', 'D', 'bad_answer'],
    ['single', '', 'bad_answer'],
    ['multiple', 'A', 'bad_answer'],
    ['multiple', 'ABC', 'all_right'],
    ['sort', 'ABC', 'bad_answer'],
    ['sort', 'AAA', 'one_box'],
  ] as const)('refuses a %s question with the key “%s”', (kind, answer, rule) => {
    expect(rules({ ...good, kind, answer })).toContain(rule);
  });
});

describe('the seed', () => {
  it('has no error in any question or fact', () => {
    expect(lintSeed().filter((m) => m.level === 'error')).toEqual([]);
  });
});
