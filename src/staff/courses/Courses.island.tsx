import { useEffect, useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { DocumentList, type ListWords } from '../bank/DocumentList.tsx';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Me } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import type { LessonWords } from './lesson.ts';

interface Props {
  shell: Shell;
  words: LessonWords;
  bank: Areas['console_bank'];
}

const KINDS = ['lesson', 'course', 'checklist'] as const;
type One = (typeof KINDS)[number];
const kindOf = (hash: string): One => KINDS.find((kind) => hash === `#${kind}`) ?? 'lesson';

/** Lessons, courses and checklists: three lists on one page, one of them in sight. */
export function Courses({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Lists {...props} />}
    </Console>
  );
}

/** What holds for all districts is written by the city, whose code ends in 00 (app.own_key). */
const ofTheCity = (me: Me) => me.roles.some(({ place }) => /^\d{4}00$/.test(place));

function Lists({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const city = ofTheCity(desk.me);
  const [kind, setKind] = useState<One>(() => kindOf(location.hash));
  useEffect(() => {
    const read = () => setKind(kindOf(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return (
    <div class="stack">
      <nav class="kinds-nav row" aria-label={words.title}>
        {KINDS.map((one) => (
          <a key={one} class="btn" href={`#${one}`} aria-current={one === kind ? 'page' : undefined}>
            {words[`list_${one}`]}
          </a>
        ))}
      </nav>
      <DocumentList
        key={kind}
        kind={kind}
        words={listWords(words, kind, city)}
        bank={bank}
        label={words[kind]}
        columns={[]}
        choices={[]}
        creates={city ? [{ query: '', text: words[`create_${kind}`] }] : []}
        steps={[words[`steps_${kind}_1`], words[`steps_${kind}_2`], words[`steps_${kind}_3`]]}
      />
    </div>
  );
}

const listWords = (words: LessonWords, kind: One, city: boolean): ListWords => ({
  title: words[`list_${kind}`],
  intro: city ? words[`intro_${kind}`] : `${words[`intro_${kind}`]} ${words.city_only}`,
  create: words[`create_${kind}`],
  untitled: words.untitled,
  search_hint: words.search_hint,
  empty: words[`empty_${kind}`],
  empty_text: words.empty_text,
});
