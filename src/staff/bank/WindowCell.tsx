import { fill } from '../../ui/fill.ts';
import type { Row } from '../documents.ts';
import { windowState } from '../editor/moments.ts';
import { today } from '../editor/page.ts';

/** Words about a window: its states, and its two ends in one line. */
export type WindowWords = Record<`window_${ReturnType<typeof windowState>}` | 'window_span', string>;

/** From which day until which a document holds, and whether that is now. */
export function WindowCell({ words, row }: { words: WindowWords; row: Row }) {
  const { valid_from: from, valid_to: to } = row;
  const state = windowState(from, to, today());
  if (state === 'always') return words.window_always;
  return (
    <>
      <span class={state === 'open' ? 'state published' : 'state'}>{words[`window_${state}`]}</span>{' '}
      <span class="muted small num">{fill(words.window_span, { from: from ?? '…', to: to ?? '…' })}</span>
    </>
  );
}
