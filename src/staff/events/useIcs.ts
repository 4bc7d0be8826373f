import { useRef, useState } from 'preact/hooks';
import { saveDocument } from '../documents.ts';
import { today } from '../editor/page.ts';
import { patiently } from '../exchange/patiently.ts';
import { codeOf } from '../shell/problem.ts';
import { draftOf, type ForAll, isWanted } from './ics/drafts.ts';
import type { IcsEvent, IcsRead } from './ics/types.ts';
import { readFile } from './ics/worker.ts';

/** Faster than one person may call: a file of a year's events takes its time. */
const PATIENCE = 20;

export type Step = 'start' | 'reading' | 'read' | 'making' | 'done';

/** A calendar file on its way into drafts: read, chosen from, saved one by one. */
export function useIcs(fail: (error: unknown) => void) {
  const [step, setStep] = useState<Step>('start');
  const [file, setFile] = useState('');
  const [read, setRead] = useState<IcsRead | null>(null);
  const [taken, take] = useState<ReadonlySet<IcsEvent>>(new Set());
  const [made, setMade] = useState(0);
  const [failed, setFailed] = useState<{ count: number; why: unknown }>({ count: 0, why: null });
  const job = useRef(new AbortController());

  const choose = async (chosen: File) => {
    job.current.abort();
    job.current = new AbortController();
    setFile(chosen.name);
    setStep('reading');
    try {
      const found = await readFile(chosen, today(), job.current.signal);
      setRead(found);
      take(new Set(found.events.filter(isWanted)));
      setStep('read');
    } catch {} // another file was chosen
  };

  const save = (event: IcsEvent, all: ForAll) =>
    patiently(() => saveDocument('event', null, 0, draftOf(event, all, today()), file.slice(0, 100)), PATIENCE);

  const make = async (all: ForAll) => {
    const { signal } = job.current;
    setStep('making');
    setMade(0);
    let done = 0;
    let lost = 0;
    let why: unknown = null;
    for (const event of read?.events ?? []) {
      if (!taken.has(event) || signal.aborted) continue;
      try {
        await save(event, all);
        setMade(++done);
        // what has become a draft is not made twice
        take((now) => new Set([...now].filter((one) => one !== event)));
      } catch (error) {
        why = error;
        lost++;
        // nothing will go through: no sign-in, no right, no network
        if (['no_session', 'not_staff', 'second_factor', 'offline'].includes(codeOf(error))) {
          fail(error);
          break;
        }
      }
    }
    setFailed({ count: lost, why });
    job.current = new AbortController();
    setStep('done');
  };

  return {
    ...{ step, file, read, taken, take, made, failed, choose, make },
    stop: () => job.current.abort(),
    again: () => {
      setStep('start');
      setRead(null);
    },
  };
}
