import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

export { setClock } from './clock.ts';

/** Two districts of the demo city, age shares that add to one, ten knowledge points. */
export async function smallCity(db: Database): Promise<void> {
  await db.sql.query(`
    insert into app.district values
      ('330300', null, 'city', '{"zh-Hans": "温州市"}', 9645000, '温州市统计局', '2021-12-31'),
      ('330302', '330300', 'county', '{"zh-Hans": "鹿城区"}', 1189500, '温州市统计局', '2021-12-31'),
      ('330381', '330300', 'county', '{"zh-Hans": "瑞安市"}', 1525800, '温州市统计局', '2021-12-31');
    insert into app.age_margin values
      ('u18', 0.18, '演示数据'), ('18-34', 0.23, '演示数据'), ('35-59', 0.39, '演示数据'), ('60up', 0.2, '演示数据');
    insert into app.knowledge_point select i, '{"zh-Hans": "知识点"}', '{"zh-Hans": "点"}' from generate_series(1, 10) i`);
}

/** A monitoring form of `items` questions, one per knowledge point, whose right answer is always A. */
export async function monitoringForm(db: Database, slug: string, items: number, threshold: number): Promise<void> {
  for (let i = 1; i <= items; i++) {
    const question = {
      code: `${slug}-${i}`,
      pool: 'monitoring',
      kp: i,
      kind: 'single',
      stages: ['adult'],
      difficulty: 1,
      words: { 'zh-Hans': { stem: '?', options: ['A', 'B', 'C'], source: '演示' } },
      facts: [],
      checked_on: '2026-05-01',
      status: 'published',
      answer: 'A',
      explanation: { 'zh-Hans': '。' },
    };
    await db.value('select app.put_question($1)', [JSON.stringify(question)]);
  }
  const quiz = {
    slug,
    purpose: 'monitoring',
    version: 1,
    threshold,
    title: { 'zh-Hans': '监测卷' },
    summary: { 'zh-Hans': '演示' },
    items: Array.from({ length: items }, (_, i) => `${slug}-${i + 1}`),
  };
  await db.value('select app.put_quiz($1)', [JSON.stringify(quiz)]);
}

export interface Attempt {
  /** who hands it in */
  signIn: string;
  form: string;
  /** one character per item: 1 right, 0 wrong */
  marks: string;
  district?: string | null;
  band?: string | null;
  /** milliseconds per item */
  ms?: number;
}

/** Hands in a monitoring form through the product's door; answers the verdict. */
export async function handIn(db: Database, attempt: Attempt): Promise<string> {
  const answers = [...attempt.marks].map((mark) => (mark === '1' ? 'A' : '?'));
  const record = {
    id: randomUUID(),
    v: 1,
    kind: 'monitor',
    at: '2026-06-01T00:00:00Z',
    quiz: attempt.form,
    version: 1,
    answers,
    ms: answers.map(() => attempt.ms ?? 5000),
    district: attempt.district ?? null,
    age_band: attempt.band ?? null,
  };
  const reply = await db.as<{ verdicts: { verdict: string }[] }>(
    attempt.signIn,
    'select api.record_participation(1, null, now(), $1)',
    [[JSON.stringify(record)]],
  );
  return reply.verdicts[0]?.verdict ?? 'none';
}
