import type { ReadResult } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import type { Check } from './server.ts';

interface Props {
  words: Areas['console_exchange'];
  result: ReadResult;
  check: Check | null;
}

/** How many questions there are, how many can come in, and what they would do to the bank. */
export function Counts({ words, result, check }: Props) {
  const stopped = check?.problems.filter(({ stops }) => stops).length ?? 0;
  const good = result.questions.length - stopped;
  const cells: [string, number | string, string][] = [
    [words.count_found, result.found, 'found'],
    [words.count_good, check || !result.questions.length ? good : '…', 'good'],
    [words.count_bad, check || !result.questions.length ? result.found - good : '…', 'bad'],
    [words.count_new, check?.new ?? '…', 'new'],
    [words.count_changed, check?.changed ?? '…', 'changed'],
    [words.count_same, check?.same ?? '…', 'same'],
  ];
  return (
    <dl class="counts">
      {cells.slice(0, result.questions.length ? 6 : 3).map(([label, value, name]) => (
        <div key={name}>
          <dt class="muted small">{label}</dt>
          <dd class="num" data-testid={`count-${name}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
