import { useEffect, useState } from 'preact/hooks';
import { removeFactor, type SecondFactor, secondFactor } from '../../backend/staff-account.ts';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { forgetMe } from '../shell/me.ts';
import { Code, Enroll, Trouble, Waiting } from './Factor.tsx';
import { type AccountWords, accountProblem } from './words.ts';

type Task = 'none' | 'set' | 'prove_set' | 'remove' | 'prove_remove';

/** The phone that gives the codes: setting it up, changing it, and – where no role needs it – removing it. */
export function FactorCard({ words, changed }: { words: AccountWords; changed: () => void }) {
  const { me, locale, say, fail } = useDesk();
  const [state, setState] = useState<SecondFactor | null>(null);
  const [wrong, setWrong] = useState('');
  const [task, setTask] = useState<Task>('none');
  const look = () => {
    setWrong('');
    return secondFactor().then(setState, (error) => setWrong(accountProblem(words, error)));
  };
  useEffect(() => void look(), []);
  const ids = state?.factors.map(({ id }) => id) ?? [];
  const finish = async (text: string) => {
    forgetMe();
    setTask('none');
    say(text);
    changed();
    await look();
  };
  // The new phone counts before the old one stops counting: nobody is left without.
  const replaced = async () => {
    await Promise.all(ids.map(removeFactor)).catch(fail);
    await finish(words.factor_done);
  };
  const remove = async () => {
    try {
      for (const id of ids) await removeFactor(id);
      await finish(words.factor_removed);
    } catch (error) {
      fail(error);
    }
  };
  // Only a session that was proven may touch what proves it.
  const begin = (wanted: 'set' | 'remove') =>
    setTask(ids.length > 0 && state?.level !== 'aal2' ? `prove_${wanted}` : wanted);
  const proven = async (wanted: Task) => {
    await look();
    setTask(wanted);
  };
  return (
    <section class="card stack" aria-labelledby="factor" data-testid="factor">
      <h2 id="factor">{words.factor}</h2>
      {wrong && <Trouble words={words} text={wrong} again={look} />}
      {!wrong && !state && <Waiting words={words} />}
      {state && (
        <p>
          {ids.length === 0 ? words.factor_none : state.level === 'aal2' ? words.factor_ok : words.factor_known}{' '}
          {state.factors[0] && (
            <span class="muted">{fill(words.factor_since, { when: formatDate(locale, state.factors[0].since) })}</span>
          )}
        </p>
      )}
      {state && task === 'none' && (
        <div class="row">
          <button class="btn" type="button" onClick={() => begin('set')}>
            {ids.length > 0 ? words.factor_renew : words.factor_set}
          </button>
          {ids.length > 0 && me.second_factor === 'off' && (
            <button class="btn" type="button" onClick={() => begin('remove')}>
              {words.factor_remove}
            </button>
          )}
        </div>
      )}
      {(task === 'prove_set' || task === 'prove_remove') && (
        <>
          <p>{words.prove_old}</p>
          <Code words={words} factors={ids} done={() => proven(task === 'prove_set' ? 'set' : 'remove')} />
        </>
      )}
      {task === 'set' && <Enroll words={words} done={replaced} />}
      {task === 'remove' && (
        <div class="row" role="alertdialog" aria-label={words.factor_remove}>
          {words.factor_remove_ask}
          <button class="btn main" type="button" onClick={remove}>
            {words.yes}
          </button>
        </div>
      )}
      {task !== 'none' && (
        <p>
          <button class="btn" type="button" onClick={() => setTask('none')}>
            {words.cancel}
          </button>
        </p>
      )}
    </section>
  );
}
