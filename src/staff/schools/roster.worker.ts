/** Reads rosters and writes the template beside the page, which ends this worker when it takes too long. */
import { readRoster } from '../../exercise/roster/index.ts';
import { writeRosterTemplate } from '../../exercise/roster/template.ts';
import type { RosterTask } from './worker.ts';

const answer = (task: RosterTask) =>
  task.do === 'read' ? readRoster(task.bytes, task.name, task.counties) : writeRosterTemplate(task.counties, task.help);

const page = self as unknown as {
  postMessage(message: unknown): void;
  onmessage: (event: MessageEvent<RosterTask>) => void;
};
page.onmessage = ({ data }) => page.postMessage(answer(data));
