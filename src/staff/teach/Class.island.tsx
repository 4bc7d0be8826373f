import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { Hard } from './Hard.tsx';
import { Hour } from './Hour.tsx';
import { Manage } from './Manage.tsx';
import { Elsewhere, OneClass } from './OneClass.tsx';
import { Plan } from './Plan.tsx';
import { ClassProvider } from './parts.tsx';
import { Seats } from './Seats.tsx';
import { nextLesson } from './standing.ts';
import { useClass } from './useClass.ts';
import { className, type TeachWords, yearName } from './words.ts';

interface Props {
  shell: Shell;
  words: TeachWords;
  /** public address of the site, without a slash at the end */
  site: string;
  /** when a lesson is complete, in the words that pupils read */
  rule: string;
}

/** A class between two lessons: its seats, an hour without phones, what is hard, what to prepare. */
export function Class({ shell, ...props }: Props) {
  return (
    <OneClass shell={shell} words={props.words}>
      {(id) => <Room id={id} {...props} />}
    </OneClass>
  );
}

const PARTS = ['seats', 'hour', 'hard', 'plan', 'manage'] as const;
type Part = (typeof PARTS)[number];
/** A class that has ended has nobody in its seats any more. */
const AFTERWARDS: readonly Part[] = ['plan', 'manage'];
const partOf = (hash: string): Part => PARTS.find((one) => `#${one}` === hash) ?? 'seats';

function Room({ id, words, site, rule }: Omit<Props, 'shell'> & { id: string }) {
  const desk = useDesk();
  const { page, at, refused, reading, read } = useClass(id);
  const [asked, show] = useState(() => partOf(location.hash));
  useEffect(() => {
    const turn = () => show(partOf(location.hash));
    addEventListener('hashchange', turn);
    return () => removeEventListener('hashchange', turn);
  }, []);
  if (refused) return <Elsewhere words={words} />;
  if (!page) {
    return (
      <p class="muted" role="status">
        {desk.words.loading}
      </p>
    );
  }
  const name = className(words, page.class);
  const parts = page.class.closed ? AFTERWARDS : PARTS;
  const part = parts.includes(asked) ? asked : (parts[0] ?? 'plan');
  const next = nextLesson(page);
  return (
    <ClassProvider value={{ words, page, read, site, rule }}>
      <div class="stack class-room">
        <header class="class-head">
          <div class="grow">
            <h2>{name}</h2>
            <p class="muted">
              {page.class.school_name} · {yearName(words, page.class.year)}
            </p>
          </div>
          <p class="row class-ways">
            <a
              class={part === 'seats' ? 'btn main' : 'btn'}
              href={`${desk.prefix}/teach/project?c=${id}&l=${next ?? page.course.lessons[0]?.slug}`}
            >
              {words.project}
            </a>
            <a class="btn" href={`${desk.prefix}/teach/print?c=${id}`}>
              {words.print}
            </a>
            <a class="btn" href={`${desk.prefix}/teach/test?c=${id}`}>
              {words.way_test}
            </a>
          </p>
          {!page.class.closed && <CodeBlock />}
        </header>
        {page.class.closed && <p class="notice">{words.closed_text}</p>}
        <nav class="parts" aria-label={words.parts}>
          {parts.map((one) => (
            <a key={one} href={`#${one}`} aria-current={one === part ? 'true' : undefined}>
              {words[`part_${one}`]}
            </a>
          ))}
        </nav>
        {part === 'seats' && <Seats at={at} reading={reading} />}
        {part === 'hour' && <Hour />}
        {part === 'hard' && <Hard />}
        {part === 'plan' && <Plan />}
        {part === 'manage' && <Manage />}
      </div>
    </ClassProvider>
  );
}
