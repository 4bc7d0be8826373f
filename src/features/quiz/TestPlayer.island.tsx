import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { ContestPlayer } from './ContestPlayer.island.tsx';
import { findTest, type Test } from './contest.state.ts';
import type { ContestWords } from './contest.words.ts';
import type { TestWords } from './test.words.ts';
import type { QuizWords } from './words.ts';

interface Props {
  locale: string;
  title: string;
  words: QuizWords & ContestWords;
  test: TestWords;
  topics: Record<number, string>;
  exit: string;
}

const moment = (locale: string, iso: string): string =>
  new Date(iso).toLocaleString(locale === 'en' ? 'en-GB' : locale === 'zh-Hant' ? 'zh-TW' : 'zh-CN', {
    ...{ month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: 'Asia/Shanghai' },
  });

/** The end-of-term test of one's class: a contest with one try, whose result comes when the whole class has had it. */
export function TestPlayer({ locale, title, words, test: own, topics, exit }: Props) {
  const [test, setTest] = useState<Test | null | 'asking' | 'offline'>('asking');
  useEffect(() => {
    findTest(locale).then(setTest, () => setTest('offline'));
  }, [locale]);
  if (test === 'asking') {
    return (
      <p class="muted" role="status">
        {own.pupil_loading}
      </p>
    );
  }
  if (test === null || test === 'offline') {
    return (
      <div class="player stack">
        <h1 id="stem">{test === null ? own.pupil_none : title}</h1>
        <p role="status">{test === null ? own.pupil_none_text : own.pupil_offline}</p>
        <div class="thumb">
          <a class="btn main" href={exit}>
            {own.pupil_courses}
          </a>
        </div>
      </div>
    );
  }
  const graded = Date.now() >= Date.parse(test.closes_at);
  return (
    <ContestPlayer
      of={test}
      locale={locale}
      title={title}
      summary=""
      rules={{ draw: test.questions, tries: 1, seconds: test.seconds }}
      opens={test.opens_at}
      closes={test.closes_at}
      opensText={fill(own.pupil_opens, { when: moment(locale, test.opens_at) })}
      closesText={fill(own.pupil_closes, { when: moment(locale, test.closes_at) })}
      words={{
        ...words,
        start_contest: own.pupil_start,
        rules_draw: own.pupil_draw,
        rules_time: own.pupil_time,
        rules_tries: own.pupil_tries,
        rules_grade: own.pupil_grade,
        no_tries: own.pupil_no_tries,
        closed: own.pupil_closed,
        missed: own.pupil_missed,
        result_waiting: graded ? words.result_waiting : own.pupil_waiting,
        result_text: own.pupil_result_text,
        more: own.pupil_courses,
      }}
      topics={topics}
      exit={exit}
    />
  );
}
