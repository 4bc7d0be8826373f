import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Console, useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { classOfPage, type TeachWords } from './words.ts';

interface Props {
  shell: Shell;
  words: TeachWords;
  children: (id: string) => ComponentChildren;
}

/** Frame of a page about the class that its address names. */
export function OneClass({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['classes.teach', 'classes.manage']}>
      {() => <Which {...props} />}
    </Console>
  );
}

function Which({ words, children }: Omit<Props, 'shell'>) {
  const [id] = useState(() => classOfPage(location.search));
  return id ? children(id) : <Elsewhere words={words} />;
}

/** No class, or none of theirs. */
export function Elsewhere({ words }: { words: TeachWords }) {
  const { prefix } = useDesk();
  return (
    <div data-testid="no-class">
      <Teach title={words.no_class} text={words.no_class_text}>
        <a class="btn main" href={`${prefix}/teach`}>
          {words.title}
        </a>
      </Teach>
    </div>
  );
}
