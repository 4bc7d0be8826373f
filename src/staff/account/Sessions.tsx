import { useEffect, useState } from 'preact/hooks';
import { staffRpc, staffSignOutEverywhere } from '../../backend/staff.ts';
import { staffSignOutOthers } from '../../backend/staff-account.ts';
import { formatMoment } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useDesk } from '../shell/Console.tsx';
import { forgetMe } from '../shell/me.ts';
import { browserName } from './browser.ts';
import { Trouble, Waiting } from './Factor.tsx';
import { type AccountWords, accountProblem } from './words.ts';

interface SessionRow {
  id: string;
  began: string;
  last_used: string;
  agent: string | null;
  current: boolean;
}

/** Where one is signed in, and the ways out. */
export function Sessions({ words }: { words: AccountWords }) {
  const { locale, prefix, say, fail } = useDesk();
  const [rows, setRows] = useState<SessionRow[] | null>(null);
  const [wrong, setWrong] = useState('');
  const [asking, ask] = useState(false);
  const look = () => {
    setWrong('');
    return staffRpc<SessionRow[]>('my_sessions').then(setRows, (error) => setWrong(accountProblem(words, error)));
  };
  useEffect(() => void look(), []);
  const endOthers = async () => {
    try {
      await staffSignOutOthers();
      say(words.end_others_done);
      await look();
    } catch (error) {
      fail(error);
    }
  };
  const endAll = async () => {
    try {
      await staffSignOutEverywhere();
      forgetMe();
      location.assign(`${prefix}/staff`);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <section class="card stack" aria-labelledby="sessions" data-testid="sessions">
      <h2 id="sessions">{words.sessions}</h2>
      <p class="muted">{words.sessions_text}</p>
      {wrong && <Trouble words={words} text={wrong} again={look} />}
      {!wrong && !rows && <Waiting words={words} />}
      {rows && (
        <DataTable
          caption={words.sessions}
          columns={[{ label: words.browser }, { label: words.began }, { label: words.last_used }]}
          rows={rows.map((row) => [
            <>
              {browserName(row.agent) || words.browser_unknown}{' '}
              {row.current && <span class="chip">{words.current}</span>}
            </>,
            formatMoment(locale, row.began),
            formatMoment(locale, row.last_used),
          ])}
        />
      )}
      {rows?.length === 1 && rows[0]?.current && <p>{words.only_here}</p>}
      <div class="row">
        {rows?.some((row) => !row.current) && (
          <button class="btn" type="button" onClick={endOthers}>
            {words.end_others}
          </button>
        )}
        {asking ? (
          <span class="row" role="alertdialog" aria-label={words.end_all}>
            {words.end_all_ask}
            <button class="btn main" type="button" onClick={endAll}>
              {words.yes}
            </button>
            <button class="btn" type="button" onClick={() => ask(false)}>
              {words.cancel}
            </button>
          </span>
        ) : (
          <button class="btn" type="button" onClick={() => ask(true)}>
            {words.end_all}
          </button>
        )}
      </div>
    </section>
  );
}
