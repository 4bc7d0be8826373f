import { useEffect, useState } from 'preact/hooks';
import { documentRevision } from '../documents.ts';
import type { Editing } from '../editor/useDocument.ts';
import { versionFor } from './items.ts';
import type { QuizBody } from './quiz.ts';
import { readQuiz } from './read.ts';

export interface FormVersion {
  /** the version that phones answer now; null when the form is not live */
  live: number | null;
  /** somebody has answered it */
  locked: boolean;
}

/** Keeps the version of a monitoring form right while it is edited: a version that was answered goes on as the next. */
export function useVersion(editing: Editing<QuizBody>): FormVersion {
  const { doc, body, change, problems } = editing;
  const [live, setLive] = useState<QuizBody | null>(null);
  const key = doc?.key;
  const revision = body.purpose === 'monitoring' ? doc?.live_revision : null;
  useEffect(() => {
    if (!key || !revision) return setLive(null);
    let gone = false;
    documentRevision<unknown>('quiz', key, revision).then(
      (found) => gone || setLive(readQuiz(found.body)),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [key, revision]);
  // answered since the page was opened: then the database says so when it is saved
  const locked = (doc?.locked ?? false) || problems.some(({ rule }) => rule === 'form_locked');
  const version = versionFor(body, live, locked);
  // who only reviews changes nothing
  const other = live !== null && (doc?.may.save ?? false) && body.version !== version;
  useEffect(() => {
    if (other) change((shown) => ({ ...shown, version }));
  }, [other, version, change]);
  return { live: live?.version ?? null, locked };
}
