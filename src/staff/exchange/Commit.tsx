import type { ReadResult } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';
import { fillCount } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Check } from './server.ts';

interface Props {
  words: Areas['console_exchange'];
  result: ReadResult;
  check: Check;
  commit: (mode: 'all' | 'good') => void;
}

/** The decision: everything or nothing, or the good rows. */
export function Commit({ words, result, check, commit }: Props) {
  const { locale } = useDesk();
  const stopped = check.problems.filter(({ stops }) => stops).length;
  const good = result.questions.length - stopped;
  const bad = result.found - good;
  if (!good) return null;
  if (!bad && !check.new && !check.changed) return <p class="notice">{words.nothing_new}</p>;
  if (!bad) {
    return (
      <div class="commit row">
        <button type="button" class="btn main" onClick={() => commit('all')} aria-describedby="all-hint">
          {fillCount(words, 'commit_now', good, locale)}
        </button>
        <span id="all-hint" class="muted small">
          {words.commit_now_hint}
        </span>
      </div>
    );
  }
  return (
    <div class="commit row">
      <button type="button" class="btn main" onClick={() => commit('good')} aria-describedby="good-hint">
        {words.commit_good}
      </button>
      <span id="good-hint" class="muted small">
        {fillCount(words, 'commit_good_hint', bad, locale)}
      </span>
      <button type="button" class="btn" disabled aria-describedby="all-hint">
        {words.commit_all}
      </button>
      <span id="all-hint" class="muted small">
        {fillCount(words, 'commit_all_hint', bad, locale)}
      </span>
    </div>
  );
}
