import fc from 'fast-check';
import { questionBody } from './bank.ts';
import { eventBody, weekly } from './events.ts';
import { checklistBody, courseBody, lessonBody } from './lesson.ts';

/** Bodies of documents with anything anywhere, for the fuzz of the console. */
type Body = Record<string, unknown>;
const words = { 'zh-Hans': '题名', en: 'Title' };
/** Keys of published questions by pool, to be filled from the database. */
export const ITEMS: Record<string, string[]> = {};
/** A lesson that is live before anything else: a course has to have one. */
export const FUZZ_LESSON = 'fuzz-live';
/** Bodies that can be published, with a kind and a free key. */
export const BASES: [kind: string, key: string, body: () => Body][] = [
  ['question', 'fuzz-one', () => questionBody()],
  ['question', 'fuzz-two', () => questionBody({ kind: 'multiple', answer: 'AB', pool: 'contest' })],
  [
    'question',
    'fuzz-three',
    () => bent(questionBody({ kind: 'sort', answer: 'ABA' }), ['words', 'zh-Hans', 'boxes'], ['甲', '乙']) as Body,
  ],
  [
    'fact',
    'F9001',
    () => ({ kp: 1, words, source: '《禁毒法》', link: '', status: 'V-law', checked_on: '2026-05-01' }),
  ],
  ['quiz', 'fuzz-set', () => ({ purpose: 'practice', title: words, summary: words, kp: 3 })],
  [
    'quiz',
    'fuzz-contest',
    () => ({
      ...{ purpose: 'contest', title: words, summary: words, items: ITEMS.contest, tries: 3, draw: 5, spread: 'any' },
      ...{ opens_at: '2026-11-01T00:00:00+08:00', closes_at: '2026-12-01T00:00:00Z', seconds: 300 },
    }),
  ],
  [
    'quiz',
    'fuzz-form',
    () => ({ purpose: 'monitoring', title: words, summary: words, items: ITEMS.monitoring, version: 1, threshold: 2 }),
  ],
  ['lesson', 'fuzz-one', () => ({ ...lessonBody({ course: 'fuzz' }) })],
  ['course', 'fuzz', () => ({ ...courseBody([FUZZ_LESSON]) })],
  ['checklist', 'fuzz-list', () => ({ ...checklistBody() })],
  ['event', 'fuzz-event', () => ({ ...eventBody({ rule: weekly(), except: ['2026-12-05T09:00'] }) })],
];
/** Keys that some kind of body has, at the top and further down; null removes what is optional. */
const FIELDS = [
  ...['valid_to', 'kp', 'position', 'link', 'article', 'checked_by', 'opens_at', 'summary', 'seconds', 'tries'],
  ...['pool', 'kp', 'kind', 'stages', 'difficulty', 'words', 'pictures', 'facts', 'valid_from', 'valid_to', 'answer'],
  ...['checked_on', 'explanation', 'purpose', 'position', 'title', 'summary', 'opens_at', 'closes_at', 'tries', 'draw'],
  ...['spread', 'seconds', 'version', 'threshold', 'items', 'source', 'link', 'article', 'checked_by', 'status'],
  ...['code', 'revision', 'slug', 'current', 'place', 'blocks', 'goals', 'notes', 'kps', 'course', 'stage', 'year'],
  ...['start', 'end', 'rule', 'dates', 'except', 'all_day', 'sign_up', 'spoken', 'audience', 'venue', 'where', 'type'],
];
const INNER = ['zh-Hans', 'zh-Hant', 'en', 'stem', 'options', 'boxes', 'source', '0', 'xx'];
/** Anything. */
export const odd = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[
      null,
      true,
      false,
      0,
      1,
      -1,
      1.5,
      1e2,
      99999,
      1e20,
      '',
      ' ',
      'A',
      'AB',
      '[',
      '\\',
      '^A-',
      '\u202e',
      '毒',
      [],
      {},
    ],
    ...['infinity', '-infinity', 'now', 'epoch', '2026-02-30', '2026-11-21', '99999-01-01', '0000-01-01', '20261121'],
    ...[
      '2026-11-01T00:00:00+99:00',
      '294276-12-31T23:59:59Z',
      'F1',
      'F',
      '一'.repeat(600),
      [[]],
      [null],
      [1],
      ['A', 'A'],
    ],
    ...[{ 'zh-Hans': null }, { 'zh-Hans': {} }, { 'zh-Hans': [] }, { 'zh-Hans': { options: [] } }, { en: 1 }],
    ...[2, 20, 26, 27, 28, 29, 30, 64].map((n) => Array(n).fill('选')),
  ),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', ''))),
);
/** What fits in some field, so that a part of the bodies gets through. */
const fitting = fc.constantFrom<unknown[]>(
  ...[
    null,
    null,
    null,
    1,
    2,
    3,
    'any',
    'kp',
    '',
    [],
    'V-web',
    '2027-01-31',
    '2026-11-11T11:11:00+08:00',
    ['adult', 'junior'],
  ],
  ...[{ 'zh-Hans': '别的话', 'zh-Hant': '別的話' }, ['F2', 'F3'], 'https://example.org/law'],
);
const anywhere = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...FIELDS)) },
  fc.tuple(fc.constantFrom('words', 'title', 'summary', 'explanation'), fc.constantFrom(...INNER)),
  fc.tuple(fc.constant('words'), fc.constantFrom('zh-Hans', 'en'), fc.constantFrom(...INNER)),
  fc.tuple(fc.constant('rule'), fc.constantFrom('freq', 'interval', 'days', 'until', 'count')),
  fc.tuple(fc.constant('sign_up'), fc.constantFrom('capacity', 'waiting', 'party', 'opens_days', 'closes_hours')),
);
/** Fields that a kind of body may also have. */
const MAY_HAVE: Record<string, string[]> = {
  question: ['valid_to', 'pictures'],
  quiz: ['kp', 'position', 'seconds', 'opens_at', 'closes_at', 'tries', 'version'],
  fact: ['valid_from', 'valid_to', 'article', 'checked_by'],
  lesson: [],
  course: [],
  checklist: [],
  event: ['campaign', 'position', 'access', 'partners'],
};
const line = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `字${text.replaceAll('\0', '')}`);
/** Changes after which most bodies can still be published. */
const LAWFUL: Record<string, [string[], fc.Arbitrary<unknown>][]> = {
  question: [
    [['words', 'zh-Hans', 'stem'], line],
    [['explanation', 'en'], line],
    [['kp'], fc.integer({ min: 1, max: 10 })],
    [['valid_to'], fc.constantFrom(null, '2027-01-31', '2026-01-01')],
  ],
  quiz: [
    [['title', 'zh-Hans'], line],
    [['position'], fc.nat(999)],
    [['closes_at'], fc.constantFrom('2026-12-01T00:00:00.5Z', '2999-12-31T23:59+08:00')],
  ],
  fact: [
    [['words', 'en'], line],
    [['source'], line],
    [['link'], fc.webUrl()],
    [['valid_to'], fc.constantFrom(null, '2027-01-31')],
  ],
  lesson: [
    [['title', 'zh-Hans'], line],
    [['notes', 'en'], line],
    [['kps'], fc.uniqueArray(fc.integer({ min: 1, max: 10 }), { minLength: 1 })],
  ],
  course: [
    [['summary', 'en'], line],
    [['stage'], fc.constantFrom('primary', 'junior', 'senior')],
  ],
  checklist: [
    [['source'], line],
    [['year'], fc.constantFrom('2025-09-01', '2030-09-01')],
  ],
  event: [
    [['title', 'zh-Hans'], line],
    [['rule'], fc.constantFrom(null, weekly({ interval: 3 }), weekly({ days: ['SA', 'SU'], count: 800 }))],
    [['sign_up'], fc.constant(null)],
    [['except'], fc.constantFrom([], ['2026-12-12T09:00'])],
  ],
};
/** The n-th of BASES, bent. */
export const bodyOf = (n: number) => {
  const [kind, , base] = BASES[n]!;
  const own = fc.tuple(fc.constantFrom(...Object.keys(base()), ...MAY_HAVE[kind]!));
  const path = fc.oneof({ weight: 2, arbitrary: own }, anywhere);
  const odds = fc.array(fc.tuple(path, fc.oneof(odd, fitting)), { minLength: 1, maxLength: 2 });
  const lawful = fc.oneof(...LAWFUL[kind]!.map(([at, value]) => fc.tuple(fc.constant(at), value)));
  return fc
    .oneof({ weight: 2, arbitrary: odds }, fc.array(lawful, { maxLength: 2 }))
    .map((bends) => bends.reduce<unknown>((body, [at, value]) => bent(body, at, value), base()));
};
/** A body of any kind, bent, with the number of its base. */
export const bodies = fc.nat(BASES.length - 1).chain((n) => bodyOf(n).map((body) => [n, body] as const));

/** The body with a value put at a path, over whatever stood in the way. */
function bent(body: unknown, [step, ...rest]: string[], value: unknown): unknown {
  const here = typeof body === 'object' && body ? body : {};
  const inner = rest.length ? bent((here as Body)[step!], rest, value) : value;
  return Array.isArray(here) ? [...here, inner] : { ...here, [step!]: inner };
}
