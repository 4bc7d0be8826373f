/** Reads a calendar file beside the page, which ends this worker when it takes too long. It has no session and no network. */
import { readIcsBytes } from './read.ts';
import type { IcsTask } from './worker.ts';

const page = self as unknown as {
  postMessage(message: unknown): void;
  onmessage: (event: MessageEvent<IcsTask>) => void;
};
page.onmessage = ({ data }) => page.postMessage(readIcsBytes(data.bytes, data.today));
