import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PointsBody } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { documents } from '../documents.ts';
import { Frame } from '../editor/Frame.tsx';
import { together } from '../editor/findings.ts';
import { useDocument } from '../editor/useDocument.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { PointsFields } from './PointsFields.tsx';
import { emptyPoints, pointsFindings, pointsProblems, readPoints } from './points.ts';
import type { EditorWords } from './words.ts';

interface Props {
  shell: Shell;
  words: EditorWords;
  bank: Areas['console_bank'];
}

const KEY = 'points';
const asTyped = (body: PointsBody) => body;

/** The one document that says what points are given for. */
export function PointsEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Page {...props} />}
    </Console>
  );
}

/** A city that never had rules begins with proposed ones. */
function Page(props: Omit<Props, 'shell'>) {
  const { words, fail } = useDesk();
  const [exists, setExists] = useState<boolean | null>(null);
  useEffect(() => {
    documents('points', {}).then(({ items }) => setExists(items.some(({ key }) => key === KEY)), fail);
  }, [fail]);
  if (exists === null) {
    return (
      <p class="muted" role="status">
        {words.loading}
      </p>
    );
  }
  return <Editor {...props} exists={exists} />;
}

function Editor({ words, bank, exists }: Omit<Props, 'shell'> & { exists: boolean }) {
  const editing = useDocument<PointsBody>({
    kind: 'points',
    key: exists ? KEY : null,
    newKey: KEY,
    empty: emptyPoints,
    tidy: asTyped,
    read: readPoints,
  });
  const { body, change, problems, dirty } = editing;
  const findings = useMemo(
    () => together(pointsFindings(body), dirty ? [] : pointsProblems(problems)),
    [body, problems, dirty],
  );
  return (
    <Frame kind="points" editing={editing} names={{ words, bank, topics: {} }} findings={findings} list="/staff/gifts">
      <PointsFields words={words} body={body} change={change} />
    </Frame>
  );
}
