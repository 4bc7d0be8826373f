import { Worker } from 'node:worker_threads';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FORMATS, LIMITS, type ReadResult, writeQuestions } from '../../../src/exercise/exchange/index.ts';
import { writeXlsx } from '../../../src/exercise/exchange/xlsx-write.ts';
import { SIMPLE_COLUMNS } from '../../../src/exercise/sheet-columns.ts';
import { bank, question, WITH_KP, workbook } from './bank.ts';

const MEGABYTE = 1024 * 1024;
const CODE = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.module).then(({ readQuestions }) => {
    const result = readQuestions(workerData.bytes, workerData.name, workerData.options);
    const { questions, ...rest } = result;
    parentPort.postMessage({ ...rest, questions: questions.length, milliseconds: process.threadCpuUsage().user / 1000 });
  });`;

/**
 * Reads in a worker whose heap may not pass 64 MB: it ends with an error when it would. Its milliseconds are the processor's,
 * loading included: what else the machine does is not counted.
 */
function readSmall(
  bytes: Uint8Array,
  name: string,
): Promise<Omit<ReadResult, 'questions'> & { questions: number; milliseconds: number }> {
  const module = new URL('../../../src/exercise/exchange/index.ts', import.meta.url).href;
  return new Promise((resolve, reject) => {
    const worker = new Worker(CODE, {
      eval: true,
      workerData: { module, bytes, name, options: WITH_KP },
      execArgv: ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => code && reject(new Error(`worker ended with ${code}`)));
  });
}

describe('a worker with a heap of 64 MB', () => {
  it('is enough for a workbook of 10,000 questions, read within the time', async () => {
    const words = ['毒品', '法律', '健康', '家庭', '学校', '求助', '网络', '社区'];
    const many = Array.from({ length: 10_000 }, (_, i) =>
      question({
        code: `m${i}`,
        stem: `第 ${i} 题：${words[i % 8]}与${words[(i * 3) % 8]}有什么关系？`,
        options: ['没有', `有 ${i}`, '不清楚'],
      }),
    );
    const bytes = writeXlsx(many, SIMPLE_COLUMNS);
    expect(bytes.length).toBeLessThan(LIMITS.bytes);
    const result = await readSmall(bytes, 'x.xlsx');
    expect(result).toMatchObject({ questions: 10_000, problems: [] });
    expect(result.milliseconds).toBeLessThan(LIMITS.milliseconds);
  }, 60_000);

  it.each(FORMATS)('is enough for the starter bank many times over as %s, up to the limits', async (format) => {
    const all = bank();
    const many = Array.from({ length: 2_500 }, (_, i) => ({ ...all[i % all.length]!, code: `m${i}` }));
    const { files, extension } = writeQuestions(format, many);
    const result = await readSmall(files[0]!, `x.${extension}`);
    expect(result.found).toBeGreaterThan(50);
    expect(result.milliseconds).toBeLessThan(LIMITS.milliseconds);
  }, 60_000);

  it('survives bombs of texts, cells and elements', async () => {
    const cell = '<c r="A1" t="inlineStr"><is><t>题干</t></is></c>';
    const bombs: [string, Uint8Array, string][] = [
      ['zip_inflated', workbook('', { 'xl/worksheets/sheet1.xml': new Uint8Array(60 * MEGABYTE).fill(32) }), 'x.xlsx'],
      ['too_many_cells', workbook(`<row r="1">${cell}${'<c r="B1"/>'.repeat(1_000_000)}</row>`), 'x.xlsx'],
      ['xml_depth', strToU8(`<quiz>${'<a>'.repeat(600_000)}`), 'x.xml'],
    ];
    for (const [code, bytes, name] of bombs) {
      expect(bytes.length).toBeLessThan(LIMITS.bytes);
      const result = await readSmall(bytes, name);
      expect(result.problems.map((problem) => problem.code)).toEqual([code]);
    }
  }, 60_000);
});
