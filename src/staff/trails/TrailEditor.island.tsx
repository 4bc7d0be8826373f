import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { TrailBody } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Frame } from '../editor/Frame.tsx';
import { type Finding, fromServer, together } from '../editor/findings.ts';
import { Languages } from '../editor/Languages.tsx';
import { isSlug, keyOfPage } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { Basics } from './Basics.tsx';
import { trailFindings } from './findings.ts';
import { MapPane } from './MapPane.tsx';
import { PathField } from './PathField.tsx';
import { PointEditor } from './PointEditor.tsx';
import { Points } from './Points.tsx';
import { readTrail } from './read.ts';
import { showTrail } from './show.ts';
import { Texts } from './Texts.tsx';
import { emptyPoint, emptyTrail, freeId, putPoint, type TrailWords, tidyTrail } from './trail.ts';
import { useGames } from './useGames.ts';
import { Ways } from './Ways.tsx';

interface Props {
  shell: Shell;
  /** words of the question editor, with those of trails before them */
  words: Areas['console_editor'] & TrailWords;
  bank: Areas['console_bank'];
}

/** Writing and reviewing one trail with its points. */
export function TrailEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [slug, setSlug] = useState('');
  const editing = useDocument<TrailBody>({
    kind: 'trail',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: emptyTrail,
    tidy: tidyTrail,
    read: readTrail,
  });
  const { body, change, doc, problems, dirty, found } = editing;
  const [locale, pick] = useState<Locale>('zh-Hans');
  const [selected, select] = useState<string | null>(null);
  const games = useGames(desk.fail);
  const findings = useMemo(() => {
    const own = trailFindings(body);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : fromServer(problems));
  }, [body, doc, slug, problems, dirty]);
  const editable = (doc ? doc.may.save : may(desk.me, 'content.write')) && !found;
  const add = (position: TrailBody['points'][number]['position']) => {
    const id = freeId(body.points);
    change((now) => ({ ...now, points: [...now.points, { ...emptyPoint(id), position }] }));
    select(id);
  };
  /** A point whose field is to be put right is opened first. */
  const reveal = ({ field }: Finding) => {
    const id = /^points\.([^.]+)\./.exec(field)?.[1];
    if (id) select(id);
  };
  return (
    <Frame
      kind="trail"
      editing={editing}
      names={{ words, bank, topics: {}, show: (name, value) => showTrail(words, name, value) }}
      findings={findings}
      list="/staff/trails"
      pick={pick}
      reveal={reveal}
      aside={<MapPane {...{ words, body, change, selected, select, add, editable }} />}
    >
      {doc?.live && <Ways words={words} slug={doc.key} />}
      <Languages {...{ body, change, locale, pick }} said={(one) => body.title[one]} controls="trail-words" sticky />
      <div id="trail-words" role="tabpanel" aria-labelledby={`tab-${locale}`} class="stack">
        <Texts body={body} change={change} locale={locale} key={`texts-${locale}`} />
        <Basics body={body} change={change}>
          {!doc && <SlugField words={words} slug={slug} put={setSlug} example="lakeside-loop" />}
        </Basics>
        <PathField body={body} change={change} slug={doc?.key ?? slug} />
        <Points {...{ body, change, locale, selected, select }} add={() => add(null)}>
          {(point) => (
            <PointEditor
              key={`${point.id} ${locale}`}
              point={point}
              put={(patch) => change((now) => putPoint(now, point.id, patch))}
              locale={locale}
              games={games}
            />
          )}
        </Points>
      </div>
    </Frame>
  );
}
