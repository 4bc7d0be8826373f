import type { Areas } from '../../i18n/keys.ts';
import { Console } from '../shell/Console.tsx';
import type { Shell } from '../shell/shell.ts';
import { ExportAttempts } from './ExportAttempts.tsx';
import { ExportBank } from './ExportBank.tsx';

interface Props {
  shell: Shell;
  words: Areas['console_exchange'];
  /** short names of the knowledge points by number */
  topics: Record<number, string>;
}

/** Export of questions in every format, and of answers without persons. */
export function Export({ shell, words, topics }: Props) {
  return (
    <Console shell={shell} need="content.export">
      {() => (
        <div class="stack">
          <ExportBank words={words} topics={topics} />
          <ExportAttempts words={words} />
        </div>
      )}
    </Console>
  );
}
