import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuestions, writeQuestions } from '../../src/exercise/exchange/index.ts';
import type { QuestionDraft } from '../../src/exercise/sheet.ts';
import { rowOf } from '../../src/staff/exchange/server.ts';
import { OPTIONS } from '../unit/exchange/bank.ts';
import { questionAbout, questionBody } from '../world/bank.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS } from '../world/personas.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const wen = <T>(call: string, values: unknown[] = []) => db.as<T>(PERSONAS.wen.id, `select ${call}`, values);
const open = async () => (await wen<{ job: string }>(`api.import_open('question', '题.xml')`)).job;
interface Checked {
  new: number;
  changed: number;
  same: number;
  problems: { row: number; stops: boolean; problems: { field: string; rule: string }[] }[];
}
const send = (job: string, rows: unknown[]) => wen<Checked>('api.import_rows($1, 1, $2)', [job, JSON.stringify(rows)]);
const commit = (job: string, mode: string) => wen('api.import_commit($1, $2)', [job, mode]);
const bodyOf = async (key: string) =>
  (await wen<{ body: Record<string, Record<string, unknown>> }>(`api.document('question', $1)`, [key])).body;

/** The whole bank as the export has it. */
async function exported(): Promise<QuestionDraft[]> {
  const found: QuestionDraft[] = [];
  let after: string | null = null;
  do {
    const page: { items: { key: string; body: object }[]; next: string | null } = await wen(
      `api.export_documents('question', '{}', $1, 200)`,
      [after],
    );
    for (const { key, body } of page.items) found.push({ ...body, code: key, status: 'draft' } as QuestionDraft);
    after = page.next;
  } while (after);
  return found;
}

describe('an import', () => {
  it.each([
    'xlsx',
    'csv',
    'moodle',
    'gift',
    'qti21',
    'qti3',
  ] as const)('of our own export as %s changes nothing, translations and pictures included', async (format) => {
    const { files, extension } = writeQuestions(format, await exported());
    const read = files.map((bytes) => readQuestions(bytes, `x.${extension}`, OPTIONS));
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    const rows = read.flatMap(({ questions }) => questions.map(({ draft }) => rowOf(draft)));
    expect(rows.length).toBeGreaterThan(150);
    const checked = await send(await open(), rows);
    expect(checked).toMatchObject({ new: 0, changed: 0, same: rows.length });
    // drafts of the seed that rest on facts nobody has checked yet
    expect(checked.problems.filter(({ stops }) => stops)).toEqual([]);
  });

  it('takes a question of another tool as a draft that still lacks facts, source and explanation', async () => {
    const bare = questionBody({
      facts: [],
      valid_from: null,
      words: { 'zh-Hans': { stem: '别的平台来的题？', options: ['甲', '乙', '丙'], source: '' } },
      explanation: { 'zh-Hans': '' },
    });
    const job = await open();
    const checked = await send(job, [{ key: 'q-other', body: bare }]);
    expect(checked.problems).toMatchObject([{ row: 1, stops: false }]);
    expect(checked.problems[0]?.problems.map(({ field, rule }) => `${field} ${rule}`).sort()).toEqual([
      'explanation.zh-Hans missing',
      'facts missing',
      'source.zh-Hans missing',
      'valid_from missing',
    ]);
    expect(await commit(job, 'all')).toMatchObject({ done: true, new: 1, left_out: 0 });
    const submitted = await wen<{ refused: { problem: string }[] }>(`api.submit_documents('question', '{q-other}')`);
    expect(submitted.refused).toMatchObject([{ problem: 'content' }]);
  });

  it('is all or nothing, or the good rows; the same file twice changes nothing', async () => {
    const rows = [
      { key: 'imp-1', body: questionAbout('第一题？') },
      { key: 'imp-2', body: questionBody({ answer: 'F' }) },
      { key: 'imp-3', body: questionAbout('第三题？') },
    ];
    const job = await open();
    const checked = await send(job, rows);
    expect(checked.problems).toMatchObject([
      { row: 2, stops: true, problems: [{ field: 'answer', rule: 'bad_answer' }] },
    ]);
    expect(await commit(job, 'all')).toEqual({ done: false, left_out: 1 });
    await expect(bodyOf('imp-1')).rejects.toThrow('not_found');
    expect(await commit(job, 'good')).toMatchObject({ done: true, new: 2, left_out: 1 });
    const again = await open();
    expect(await send(again, [rows[0], rows[2]])).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect(await commit(again, 'all')).toMatchObject({ done: true, new: 0, changed: 0, same: 2 });
  });

  it('keeps translations while the Chinese words are the same, and drops them when these change', async () => {
    const three = questionBody({
      words: {
        'zh-Hans': { stem: '三种语言的题？', options: ['甲', '乙', '丙'], source: '出处' },
        en: { stem: 'In three languages?', options: ['A', 'B', 'C'], source: 'Source' },
      },
      explanation: { 'zh-Hans': '理由。', en: 'Why.' },
    });
    const one = (stem: string, why: string) =>
      questionBody({
        words: { 'zh-Hans': { stem, options: ['甲', '乙', '丙'], source: '出处' } },
        explanation: { 'zh-Hans': why },
      });
    for (const [body, effect] of [
      [three, { new: 1 }],
      [one('三种语言的题？', '理由。'), { same: 1 }],
      [one('三种语言的题？', '换一个理由。'), { changed: 1 }],
    ] as const) {
      const job = await open();
      expect(await send(job, [{ key: 'imp-words', body }])).toMatchObject(effect);
      await commit(job, 'all');
    }
    expect((await bodyOf('imp-words')).words).toHaveProperty('en');
    expect((await bodyOf('imp-words')).explanation).toEqual({ 'zh-Hans': '换一个理由。', en: 'Why.' });
    const job = await open();
    await send(job, [{ key: 'imp-words', body: one('换了题干？', '理由。') }]);
    await commit(job, 'all');
    expect((await bodyOf('imp-words')).words).not.toHaveProperty('en');
  });
});
