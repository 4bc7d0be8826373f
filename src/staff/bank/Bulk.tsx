import { useState } from 'preact/hooks';
import type { Areas } from '../../i18n/keys.ts';
import { fill } from '../../ui/fill.ts';
import {
  editorOf,
  type Kind,
  type Outcome,
  publishDocuments,
  submitDocuments,
  withdrawDocument,
} from '../documents.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { may } from '../shell/me.ts';
import { Toolbar } from '../shell/parts.tsx';
import { codeOf, problem } from '../shell/problem.ts';

interface Props {
  kind: Kind;
  words: Areas['console_bank'];
  chosen: string[];
  titleOf: (key: string) => string;
  /** the revision that the list shows */
  headOf: (key: string) => number;
  done: () => void;
  clear: () => void;
}

/** Acts on several documents at once; what was refused is listed with its reason. */
export function Bulk({ kind, words, chosen, titleOf, headOf, done, clear }: Props) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [ask, setAsk] = useState(false);
  const [refused, setRefused] = useState<{ key: string; why: string }[]>([]);
  const count = chosen.length;

  const act = async (said: string, run: () => Promise<Outcome>) => {
    setBusy(true);
    try {
      const outcome = await run();
      if (outcome.done > 0) desk.say(fill(said, { count: outcome.done }));
      setRefused(outcome.refused.map(({ key, problem: why }) => ({ key, why: words[`refused_${why}`] ?? why })));
      done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  const withdraw = async () => {
    setAsk(false);
    const left: { key: string; why: string }[] = [];
    await act(words.withdraw_done, async () => {
      for (const key of chosen) {
        try {
          await withdrawDocument(kind, key, null);
        } catch (error) {
          if (codeOf(error) === 'no_session') throw error;
          left.push({ key, why: problem(desk.words, error) });
        }
      }
      return { done: count - left.length, refused: [] };
    });
    setRefused(left);
  };
  const write = may(desk.me, 'content.write');
  const review = may(desk.me, 'content.review');
  return (
    <>
      {count > 0 && (
        <Toolbar label={words.acts}>
          <strong class="num">{fill(desk.words.selected, { count })}</strong>
          {write && (
            <button
              type="button"
              class="btn"
              disabled={busy}
              onClick={() => act(words.submit_done, () => submitDocuments(kind, chosen))}
            >
              {words.submit}
            </button>
          )}
          {review && (
            <button
              type="button"
              class="btn"
              disabled={busy}
              onClick={() => act(words.publish_done, () => publishDocuments(kind, chosen, chosen.map(headOf)))}
            >
              {words.publish}
            </button>
          )}
          <button type="button" class="btn" disabled={busy} onClick={() => setAsk(true)}>
            {words.withdraw}
          </button>
          <button type="button" class="btn quiet" onClick={clear}>
            {desk.words.select_none}
          </button>
        </Toolbar>
      )}
      {refused.length > 0 && (
        <div class="notice amber" role="alert">
          <p>{fill(words.refused, { count: refused.length })}</p>
          <ul class="plain">
            {refused.map(({ key, why }) => (
              <li key={key}>
                <a href={desk.prefix + editorOf(kind, key)}>{titleOf(key)}</a> – {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Dialog open={ask} title={fill(words.withdraw_ask, { count })} words={desk.words} close={() => setAsk(false)}>
        <p>{words.withdraw_text}</p>
        <div class="row">
          <button type="button" class="btn main" onClick={withdraw}>
            {words.withdraw}
          </button>
          <button type="button" class="btn" onClick={() => setAsk(false)}>
            {desk.words.cancel}
          </button>
        </div>
      </Dialog>
    </>
  );
}
