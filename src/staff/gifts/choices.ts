import { useEffect, useState } from 'preact/hooks';
import type { TrailCard } from '../../contract/trails.ts';
import { askTrails } from '../counter/calls.ts';
import { documents } from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Choices } from './card.ts';

/** A published quiz that a gift may ask for: never a monitoring form, whose answers have to stay honest. */
export interface QuizChoice {
  key: string;
  title: string;
}

/** Published trails and quizzes; null until they are there. */
export function useChoices(): Choices {
  const { locale, fail } = useDesk();
  const [trails, setTrails] = useState<TrailCard[] | null>(null);
  const [quizzes, setQuizzes] = useState<QuizChoice[] | null>(null);
  useEffect(() => {
    askTrails(locale).then(setTrails, fail);
    documents('quiz', { live: true }, null, 200).then(
      ({ items }) =>
        setQuizzes(items.filter(({ pool }) => pool !== 'monitoring').map(({ key, title }) => ({ key, title }))),
      fail,
    );
  }, [locale, fail]);
  return { trails, quizzes };
}
