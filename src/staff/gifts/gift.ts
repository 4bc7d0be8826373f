/** A gift as its editor changes it. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { GiftBody, GiftRule, TrailCard } from '../../contract/trails.ts';
import type { Problem } from '../documents.ts';
import { type Finding, fromServer } from '../editor/findings.ts';
import { count, record, spoken, textOr } from '../editor/loose.ts';
import { tidyWords } from '../editor/tidy.ts';

/** What the database takes (app.gift_problems). */
export const MOST = {
  name: 60,
  text: 600,
  alt: 200,
  points: 100_000,
  first: 100_000,
  per_person: 20,
  strong: 50,
} as const;

export const EMPTY_RULE: GiftRule = { trail: null, grade: 2, strong: 1, points: null, quiz: null, first: null };

/** The rule that most gifts have: a trail, its printed codes, and one point at which somebody or something vouches. */
export const emptyGift = (): GiftBody => ({
  name: { 'zh-Hans': '' },
  text: { 'zh-Hans': '' },
  picture: null,
  picture_alt: null,
  rule: EMPTY_RULE,
  per_person: 1,
  opens_at: null,
  closes_at: null,
});

/** Any body as a gift: a draft may be half written. */
export function readGift(value: unknown): GiftBody {
  const raw = record(value);
  const rule = record(raw['rule']);
  const grade = count(rule['grade']);
  return {
    name: spoken(raw['name']),
    text: spoken(raw['text']),
    picture: textOr(raw['picture']),
    picture_alt: raw['picture_alt'] ? spoken(raw['picture_alt']) : null,
    rule: {
      trail: textOr(rule['trail']),
      grade: grade === 1 || grade === 3 ? grade : 2,
      strong: count(rule['strong']) ?? 0,
      points: count(rule['points']),
      quiz: textOr(rule['quiz']),
      first: count(rule['first']),
    },
    per_person: count(raw['per_person']) ?? 1,
    opens_at: textOr(raw['opens_at']),
    closes_at: textOr(raw['closes_at']),
  };
}

/** What is saved: no blanks around texts, nothing of a picture or trail that is not there. */
export const tidyGift = (body: GiftBody): GiftBody => ({
  ...body,
  name: tidyWords(body.name),
  text: tidyWords(body.text),
  picture_alt: body.picture ? tidyWords(body.picture_alt) : null,
  rule: body.rule.trail ? body.rule : { ...body.rule, strong: 0 },
});

const within = (value: number | null, low: number, high: number) =>
  value !== null && Number.isInteger(value) && value >= low && value <= high;

/** What keeps a gift from being published, and what its editor should know. */
export function giftFindings(body: GiftBody, trails: readonly TrailCard[] | null): Finding[] {
  const own = tidyGift(body);
  const { rule } = own;
  const found: Finding[] = [];
  const add = (field: string, name: string, more: Partial<Finding> = {}) =>
    found.push({ field, rule: name, message: '', level: 'error', ...more });
  for (const field of ['name', 'text', ...(own.picture ? (['picture_alt'] as const) : [])] as const) {
    if (!own[field]?.['zh-Hans']) add(field, 'missing', { locale: 'zh-Hans' });
    for (const locale of LOCALES)
      if (!(locale in (own[field] ?? {}))) add(field, 'no_language', { locale, level: 'advice' });
  }
  if (!rule.trail && rule.points === null && !rule.quiz) add('rule', 'asks_nothing');
  if (rule.trail) {
    const trail = trails?.find(({ slug }) => slug === rule.trail);
    if (trails && !trail) add('rule_trail', 'trail_unpublished');
    if (!within(rule.strong, 0, trail?.points.length ?? MOST.strong)) add('rule_strong', 'strong_range');
    // printed codes can be photographed: a prize that asks for nothing else can be had from a sofa
    else if (rule.grade < 3 && rule.strong === 0) add('rule_strong', 'no_strong', { level: 'advice' });
  }
  if (rule.points !== null && !within(rule.points, 1, MOST.points)) add('rule_points', 'range');
  if (rule.first !== null && !within(rule.first, 1, MOST.first)) add('rule_first', 'range');
  if (!within(own.per_person, 1, MOST.per_person)) add('per_person', 'range');
  if (own.opens_at && own.closes_at && Date.parse(own.closes_at) <= Date.parse(own.opens_at)) add('closes_at', 'order');
  return found;
}

/** The server names parts of the rule with a dot, which the console keeps for options. */
export const giftProblems = (problems: readonly Problem[]): Finding[] =>
  fromServer(problems.map(({ field, rule }) => ({ field: field.replace(/^rule\./, 'rule_'), rule })));
