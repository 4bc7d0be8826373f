import { useEffect, useState } from 'preact/hooks';
import type { CourseBody, SchoolStage } from '../../contract/courses.ts';
import { documents, getDocument, type Row } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { codeOf } from '../shell/problem.ts';
import { readCourse } from './read.ts';

/** Documents of a kind by key, drafts too; null until they are there. */
export function useRows(kind: 'course' | 'lesson'): readonly Row[] | null {
  const { fail } = useDesk();
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  useEffect(() => {
    documents(kind, {}, null, 200).then(
      ({ items }) =>
        setRows(items.filter(({ status }) => status !== 'withdrawn').sort((a, b) => (a.key < b.key ? -1 : 1))),
      fail,
    );
  }, [kind, fail]);
  return rows;
}

/** The stage for which a course is written; null where it is not known. */
export function useStage(course: string): SchoolStage | null {
  const { fail } = useDesk();
  const [stage, setStage] = useState<SchoolStage | null>(null);
  useEffect(() => {
    let gone = false;
    setStage(null);
    if (course)
      getDocument<CourseBody>('course', course).then(
        ({ body }) => gone || setStage(readCourse(body).stage),
        (error) => gone || codeOf(error) === 'not_found' || fail(error),
      );
    return () => {
      gone = true;
    };
  }, [course, fail]);
  return stage;
}
