import type { Locale } from '../../contract/locales.ts';
import { fillCount } from '../../ui/fill.ts';
import type { EventFilters } from './events.remote.ts';
import { type Asked, narrowed, queryOf } from './events.ts';
import type { EventWords } from './say.ts';

interface Props {
  asked: Asked;
  here: string;
  filters: EventFilters;
  locale: Locale;
  words: EventWords;
}

/** Narrows the calendar by the page's address alone: it works without script and can be passed on. */
export function Filters({ asked, here, filters, locale, words }: Props) {
  const { when, month } = asked;
  const count = narrowed(asked);
  const choices = [
    { name: 'district' as const, all: filters.districts.map(({ code, name }) => ({ key: code, name })) },
    { name: 'type' as const, all: filters.types },
    { name: 'spoken' as const, all: filters.spoken },
    { name: 'campaign' as const, all: filters.campaigns },
  ];
  return (
    <details class="card event-filter no-print" open={count > 0}>
      <summary>{count > 0 ? fillCount(words, 'filter_on', count, locale) : words.filter}</summary>
      <form action={here} method="get" aria-label={words.filter}>
        {when && <input type="hidden" name="when" value={when} />}
        {month && <input type="hidden" name="month" value={month} />}
        {choices.map(
          ({ name, all }) =>
            (all.length > 1 || asked[name]) && (
              <label key={name} class="choice">
                <span>{words[name]}</span>
                <select name={name}>
                  <option value="">{words.any}</option>
                  {all.map(({ key, name: label }) => (
                    <option key={key} value={key} selected={key === asked[name]}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            ),
        )}
        <div class="row">
          {(['children', 'accessible'] as const).map((name) => (
            <label key={name} class="tick">
              <input type="checkbox" name={name} value="1" checked={asked[name] === true} />
              {words[name]}
            </label>
          ))}
        </div>
        <div class="row">
          <button class="btn" type="submit">
            {words.apply}
          </button>
          {count > 0 && (
            <a class="btn quiet" href={here + queryOf({ when, month })}>
              {words.clear}
            </a>
          )}
        </div>
      </form>
    </details>
  );
}
