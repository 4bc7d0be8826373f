/** Reads files of entries and writes templates beside the page, which ends this worker when it takes too long. */
import { readRegister } from '../../exercise/register/index.ts';
import { writeRegisterTemplate } from '../../exercise/register/template.ts';
import type { RegisterTask } from './worker.ts';

const answer = (task: RegisterTask) =>
  task.do === 'read'
    ? readRegister(task.bytes, task.name, task.type, task.around)
    : writeRegisterTemplate(task.type, task.around, task.words, task.english);

const page = self as unknown as {
  postMessage(message: unknown): void;
  onmessage: (event: MessageEvent<RegisterTask>) => void;
};
page.onmessage = ({ data }) => page.postMessage(answer(data));
