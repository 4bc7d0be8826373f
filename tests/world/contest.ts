import type { Question } from '../../src/contract/content.ts';
import type { Database } from './database.ts';

export interface Key {
  kind: string;
  /** letters of the right options, or one box letter per item of a sorting question */
  answer: string;
}

/** Questions of every kind for a contest, by code. */
export const KEYS: Record<string, Key> = Object.fromEntries(
  Array.from({ length: 18 }, (_, i): [string, Key] => {
    const kind = ['single', 'multiple', 'judge', 'picture', 'sort', 'single'][i % 6]!;
    const single = 'ABCD'[i % 4]!;
    const answers: Record<string, string> = {
      multiple: ['AC', 'BCD', 'AB'][i % 3]!,
      judge: 'AB'[i % 2]!,
      sort: ['ABBA', 'BAAB', 'AABB'][i % 3]!,
    };
    return [`contest-${String(i + 1).padStart(2, '0')}`, { kind, answer: answers[kind] ?? single }];
  }),
);

/** Text of option `letter` of a question: tells the original letter whatever the order shown. */
export const optionText = (code: string, letter: string): string => `${code}/${letter}`;

/** A contest over `KEYS`: open for a week from now, three tries, 10 questions, 5 minutes. */
export async function smallContest(db: Database, slug = 'small', more: object = {}): Promise<void> {
  for (const [code, { kind, answer }] of Object.entries(KEYS)) {
    const letters = kind === 'judge' ? ['A', 'B'] : ['A', 'B', 'C', 'D'];
    const words = { stem: `${code}?`, options: letters.map((letter) => optionText(code, letter)), source: '演示' };
    const question = {
      ...{ code, pool: 'contest', kp: 1, kind, stages: ['adult'], difficulty: 1, facts: [], checked_on: '2026-05-01' },
      words: { 'zh-Hans': kind === 'sort' ? { ...words, boxes: ['甲', '乙'] } : words },
      pictures: kind === 'picture' ? letters.map((letter) => `${letter.toLowerCase().repeat(64)}`) : null,
      ...{ status: 'published', answer, explanation: { 'zh-Hans': `${code} 的解析` } },
    };
    await db.value('select app.put_question($1)', [JSON.stringify(question)]);
  }
  const [{ opens, closes }] = (await db.rows<{ opens: string; closes: string }>(
    `select app.clock_now()::text as opens, (app.clock_now() + interval '7 days')::text as closes`,
  )) as [{ opens: string; closes: string }];
  const quiz = {
    ...{ slug, purpose: 'contest', opens_at: opens, closes_at: closes, tries: 3, draw: 10, seconds: 300 },
    ...{ title: { 'zh-Hans': '竞赛' }, summary: { 'zh-Hans': '演示' }, items: Object.keys(KEYS) },
  };
  await db.value('select app.put_quiz($1)', [JSON.stringify({ ...quiz, ...more })]);
}

/** Letters shown → original letters, as a second, independent reading of the rules. */
export function originalLetters(question: Question, shown: string): string | null {
  if (question.kind === 'sort') return shown;
  const letters: string[] = [];
  for (const letter of shown) {
    const option = question.options.find((each) => each.letter === letter);
    const original = option?.text.split('/')[1];
    if (!original) return null;
    letters.push(original);
  }
  return letters.sort().join('');
}

/** Right or wrong, by the reference. */
export function isRight(question: Question, shown: string): boolean {
  return originalLetters(question, shown) === KEYS[question.code]!.answer;
}

/** The letters to give, as shown, for a right answer. */
export function rightAnswer(question: Question): string {
  const { kind, answer } = KEYS[question.code]!;
  if (kind === 'sort') return answer;
  const shown = question.options.filter(({ text }) => answer.includes(text.split('/')[1] ?? '-'));
  return shown.map(({ letter }) => letter).join('');
}
