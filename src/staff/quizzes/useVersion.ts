import { useEffect, useState } from 'preact/hooks';
import { staffRpc } from '../../backend/staff.ts';
import { documentRevision } from '../documents.ts';
import type { Editing } from '../editor/useDocument.ts';
import { versionFor } from './items.ts';
import type { QuizBody } from './quiz.ts';

export interface FormVersion {
  /** the version that phones answer now; null when the form was never live */
  live: number | null;
  /** somebody has answered it */
  locked: boolean;
}

/** Keeps the version of a monitoring form right while it is edited: a version that was answered goes on as the next. */
export function useVersion(editing: Editing<QuizBody>): FormVersion {
  const { doc, body, change, problems } = editing;
  const [live, setLive] = useState<QuizBody | null>(null);
  const [answered, setAnswered] = useState(false);
  const key = doc?.key;
  const revision = body.purpose === 'monitoring' ? doc?.live_revision : null;
  useEffect(() => {
    if (!key || !revision) return setLive(null);
    let gone = false;
    documentRevision<QuizBody>('quiz', key, revision).then(
      (found) => gone || setLive(found.body),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [key, revision]);
  const now = live?.version ?? null;
  useEffect(() => {
    if (!key || now === null) return;
    let gone = false;
    // Who may not see the figures learns of it when saving.
    staffRpc<{ form: string; n: number }[]>('item_forms').then(
      (forms) => gone || setAnswered(forms.some(({ form, n }) => form === `${key}@${now}` && n > 0)),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [key, now]);
  const refused = problems.some(({ rule }) => rule === 'form_locked');
  const locked = answered || refused;
  const version = versionFor(body, live, locked);
  const other = live !== null && body.version !== version;
  useEffect(() => {
    if (other) change((shown) => ({ ...shown, version }));
  }, [other, version, change]);
  return { live: now, locked };
}
