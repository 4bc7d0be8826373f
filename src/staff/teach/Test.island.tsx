import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ClassTests, TestCard } from '../../contract/class-tests.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { codeOf } from '../shell/problem.ts';
import type { Shell } from '../shell/shell.ts';
import { Elsewhere, OneClass } from './OneClass.tsx';
import { TestForm } from './TestForm.tsx';
import { TestResults } from './TestResults.tsx';
import { classTests, dropTest } from './test.calls.ts';
import { className, type TeachWords } from './words.ts';

export type ProjectWords = Areas['project'];
interface Props {
  shell: Shell;
  words: ProjectWords;
  teach: TeachWords;
}

/** End-of-term tests of a class: set one, see how the class did. */
export function Test({ shell, ...props }: Props) {
  return (
    <OneClass shell={shell} words={props.teach}>
      {(id) => <Room id={id} {...props} />}
    </OneClass>
  );
}

function Room({ id, words, teach }: Omit<Props, 'shell'> & { id: string }) {
  const { locale, prefix, fail, words: shell } = useDesk();
  const [all, setAll] = useState<ClassTests | null>(null);
  const [refused, refuse] = useState(false);
  const [seen, see] = useState<string | null>(null);
  const read = useCallback(
    () => classTests(id, locale).then(setAll, (error) => (codeOf(error) === 'not_staff' ? refuse(true) : fail(error))),
    [id, locale, fail],
  );
  useEffect(() => void read(), [read]);
  if (refused) return <Elsewhere words={teach} />;
  if (!all) {
    return (
      <p class="muted" role="status">
        {shell.loading}
      </p>
    );
  }
  const shown = all.tests.find((test) => test.id === seen);
  return (
    <div class="stack">
      <p>
        <a href={`${prefix}/teach/class?c=${id}#plan`}>{`‹ ${all.class.school_name} ${className(teach, all.class)}`}</a>
      </p>
      {shown ? (
        <TestResults id={shown.id} words={words} separator={teach.comma} back={() => see(null)} />
      ) : (
        <>
          <p class="muted">{words.test_lead}</p>
          {!all.class.closed && <TestForm of={id} most={all.most} words={words} done={read} />}
          {all.tests.length === 0 && <p>{words.test_none}</p>}
          <ul class="plain-list stack" data-testid="tests">
            {all.tests.map((test) => (
              <Card
                key={test.id}
                test={test}
                seats={all.class.seats}
                words={words}
                see={() => see(test.id)}
                read={read}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface CardProps {
  test: TestCard;
  seats: number;
  words: ProjectWords;
  see(): void;
  read(): Promise<void>;
}

function Card({ test, seats, words, see, read }: CardProps) {
  const { locale, say, fail, words: shell } = useDesk();
  const [sure, ask] = useState(false);
  const drop = async () => {
    ask(false);
    try {
      await dropTest(test.id);
      say(words.test_dropped);
    } catch (error) {
      if (codeOf(error) === 'in_use') say(words.test_in_use);
      else fail(error);
    }
    await read();
  };
  const { from, to } = { from: formatMoment(locale, test.opens_at), to: formatMoment(locale, test.closes_at) };
  return (
    <li class="card stack tight">
      <p class="row">
        <b class="grow">{fill(words.test_when, { from, to })}</b>
        <span class="chip">{words[`test_state_${test.state}`]}</span>
      </p>
      <p class="muted num">
        {fill(words.test_card, {
          n: test.questions,
          time: test.seconds === null ? words.test_untimed : fill(words.minutes, { n: Math.round(test.seconds / 60) }),
        })}
        {test.state !== 'planned' && ` · ${fill(words.test_handed, { done: test.handed_in, seats })}`}
      </p>
      <div class="row">
        {test.state !== 'planned' && (
          <button type="button" class="btn" onClick={see}>
            {words.test_see}
          </button>
        )}
        {test.opened === 0 && test.state !== 'closed' && (
          <button type="button" class="btn" onClick={() => ask(true)}>
            {words.test_drop}
          </button>
        )}
      </div>
      <Dialog open={sure} title={words.test_drop} words={shell} close={() => ask(false)}>
        <p>{words.test_drop_text}</p>
        <button type="button" class="btn main" onClick={() => void drop()}>
          {words.test_drop_sure}
        </button>
      </Dialog>
    </li>
  );
}
