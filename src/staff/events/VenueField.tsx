import { useEffect, useState } from 'preact/hooks';
import type { VenueCard } from '../../contract/registers.ts';
import { Field } from '../editor/Field.tsx';
import { useDesk } from '../shell/Console.tsx';
import { findVenues, venueName } from './calls.ts';
import type { FormProps } from './form.ts';

const WAIT_MS = 250;

/** A venue of the register, found by its name; those of the event's county first. */
export function VenueField({ words, body, change }: FormProps) {
  const { locale, fail } = useDesk();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<VenueCard[] | null>(null);
  const [name, setName] = useState('');
  const { venue, place } = body;
  useEffect(() => {
    if (venue) venueName(venue, locale).then((one) => setName(one?.name ?? venue), fail);
  }, [venue, locale, fail]);
  useEffect(() => {
    setFound(null);
    const wanted = typed.trim();
    if (!wanted) return;
    let gone = false;
    const timer = setTimeout(async () => {
      try {
        const near = await findVenues(wanted, place.slice(0, 6) || null, locale);
        const all = near.length ? near : await findVenues(wanted, null, locale);
        if (!gone) setFound(all);
      } catch (error) {
        if (!gone) fail(error);
      }
    }, WAIT_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [typed, place, locale, fail]);
  const take = (card: VenueCard) => {
    setName(card.name);
    setTyped('');
    change((now) => ({ ...now, venue: card.key, position: null, accessible: now.accessible || card.accessible }));
  };
  if (venue) {
    return (
      <div class="field" data-field="venue">
        <span class="label">{words.field_venue}</span>
        <span class="row fact">
          <b class="grow" data-testid="venue">
            {name || venue}
          </b>
          <button
            id="f-venue"
            type="button"
            class="icon"
            aria-label={words.venue_remove}
            onClick={() => change((now) => ({ ...now, venue: null }))}
          >
            ×
          </button>
        </span>
      </div>
    );
  }
  return (
    <div class="finder">
      <Field field="venue" label={words.field_venue} hint={words.venue_hint}>
        {(control) => (
          <input
            {...control}
            type="search"
            name="venue"
            maxLength={60}
            autocomplete="off"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Field>
      {found && (
        <ul class="found card" aria-live="polite">
          {found.length === 0 && <li class="muted">{words.venue_none_found}</li>}
          {found.map((card) => (
            <li key={card.key}>
              <button type="button" onClick={() => take(card)}>
                {card.name}{' '}
                <span class="muted small">
                  {card.type.name} · {card.district.name}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
