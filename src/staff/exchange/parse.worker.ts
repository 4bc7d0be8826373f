/**
 * Reads and writes files for exchange beside the page, which stays free to move and ends this worker when it takes too
 * long. It has no session and asks no network.
 */
import { readQuestions, writeQuestions } from '../../exercise/exchange/index.ts';
import { writeTemplate } from '../../exercise/exchange/template.ts';
import { hintsOf } from './hints.ts';
import type { Answers, Task } from './messages.ts';

function answer(task: Task): Answers[Task['do']] {
  if (task.do === 'read') {
    const result = readQuestions(task.bytes, task.name, task.options);
    return { ...result, hints: hintsOf(result.questions) };
  }
  if (task.do === 'write') return writeQuestions(task.format, task.questions);
  return writeTemplate(task.columns, task.note, task.help);
}

const page = self as unknown as { postMessage(message: unknown): void; onmessage: (event: MessageEvent<Task>) => void };
page.onmessage = ({ data }) => page.postMessage(answer(data));
