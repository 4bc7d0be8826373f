import { useState } from 'preact/hooks';
import type { Session } from '../../contract/events.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { type Chance, chanceOf, freeOf, type Kept, moment, when } from './ticket.ts';

interface Props {
  locale: string;
  words: Record<string, string>;
  sessions: Session[];
  /** people on one ticket at most */
  party: number;
  allDay: boolean;
  /** server's time, ms; 0 before the page is awake */
  now: number;
  /** the places may be old */
  stale: boolean;
  busy: boolean;
  onSign(origin: string, party: number, as: Kept['as']): void;
}

/** Dates shown before one asks for more. */
const FEW = 3;
const CAN: Chance[] = ['open', 'waiting'];

/** Which date, how many, and in which role: three touches, no names. */
export function SignUpForm({ locale, words, sessions, party: most, allDay, now, stale, busy, onSign }: Props) {
  const [origin, setOrigin] = useState<string | null>(null);
  const [party, setParty] = useState(1);
  const [role, setRole] = useState<Kept['as']>('guest');
  const [all, setAll] = useState(false);
  const first = sessions.find((one) => CAN.includes(chanceOf(one, now, 'guest', 1))) ?? sessions[0];
  const chosen = sessions.find((one) => one.origin === origin) ?? first;
  if (!chosen?.places) return null;
  const helps = chosen.places.helpers > 0;
  const as = helps ? role : 'guest';
  const people = as === 'helper' ? 1 : Math.min(party, most);
  const chance = chanceOf(chosen, now, as, people);
  const listed = all ? sessions : sessions.filter((one, i) => i < FEW || one === chosen);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (CAN.includes(chance)) onSign(chosen.origin, people, as);
      }}
    >
      <fieldset class="stack tight">
        <legend>{words.signup_date}</legend>
        {listed.map((one) => (
          <label key={one.origin} class="pick">
            <input
              type="radio"
              name="origin"
              value={one.origin}
              checked={one === chosen}
              onChange={() => setOrigin(one.origin)}
            />
            <span class="grow">
              <b>{when(locale, { ...one, all_day: allDay })}</b>
              <span class="muted small" data-testid="places">
                {left(one, words, locale, now)}
              </span>
            </span>
          </label>
        ))}
        {listed.length < sessions.length && (
          <button type="button" class="btn quiet" onClick={() => setAll(true)}>
            {fillCount(words, 'signup_all', sessions.length - listed.length, locale)}
          </button>
        )}
      </fieldset>
      {helps && (
        <fieldset class="stack tight">
          <legend>{words.signup_as}</legend>
          <div class="roles">
            {(['guest', 'helper'] as const).map((one) => (
              <label key={one} class="pick">
                <input type="radio" name="as" value={one} checked={one === as} onChange={() => setRole(one)} />
                <span class="grow">
                  <b>{words[`signup_as_${one}`]}</b>
                  {one === 'helper' && (
                    <span class="muted small">
                      {fillCount(
                        words,
                        'signup_helpers',
                        Math.max(0, chosen.places!.helpers - chosen.places!.helping),
                        locale,
                      )}
                    </span>
                  )}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {as === 'guest' && most > 1 && (
        <fieldset>
          <legend>{words.signup_party}</legend>
          <div class="stepper">
            <button
              type="button"
              class="btn"
              aria-label={words.signup_less}
              disabled={people <= 1}
              onClick={() => setParty(people - 1)}
            >
              −
            </button>
            <output class="song num" aria-live="polite" data-testid="party">
              {fillCount(words, 'signup_people', people, locale)}
            </output>
            <button
              type="button"
              class="btn"
              aria-label={words.signup_one_more}
              disabled={people >= most}
              onClick={() => setParty(people + 1)}
            >
              ＋
            </button>
          </div>
        </fieldset>
      )}
      <p class="small muted" role="status">
        {words[`signup_hint_${chance}`] ?? ''} {stale && now > 0 ? words.signup_stale : ''}
      </p>
      <button class="btn main wide" type="submit" disabled={busy || !CAN.includes(chance)}>
        {chance === 'waiting'
          ? words.signup_go_waiting
          : as === 'helper'
            ? words.signup_go_helper
            : fillCount(words, 'signup_go', people, locale)}
      </button>
      <p class="small">{words.signup_nameless}</p>
    </form>
  );
}

/** What a date still offers, in words. */
function left(session: Session, words: Record<string, string>, locale: string, now: number): string {
  const chance = chanceOf(session, now, 'guest', 1);
  const { opens_at, places } = session;
  if (chance === 'open') return fillCount(words, 'signup_left', freeOf(session), locale);
  if (chance === 'waiting') return fillCount(words, 'signup_left_waiting', places?.waiting ?? 0, locale);
  if (chance === 'later' && opens_at) return fill(words.signup_left_later ?? '', { when: moment(locale, opens_at) });
  return words[`signup_left_${chance}`] ?? '';
}
