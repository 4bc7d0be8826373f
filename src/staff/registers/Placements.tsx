import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { RegisterWords } from './calls.ts';
import type { PlacementReach } from './figures-calls.ts';
import { inWords, sayDays } from './say.ts';

/** The address behind a placement's code. */
export const linkOf = (site: string, key: string): string => `${site}/?ch=${key}`;

interface Props {
  words: RegisterWords;
  site: string;
  list: readonly PlacementReach[];
  show: (code: string) => void;
}

/** Placements, those first that led most people here. */
export function Placements({ words, site, list, show }: Props) {
  const desk = useDesk();
  const { locale, prefix, me } = desk;
  const reads = may(me, ['registers.manage', 'registers.sign', 'events.manage']);
  const copy = (key: string) =>
    navigator.clipboard.writeText(linkOf(site, key)).then(
      () => desk.say(words.copied),
      () => desk.say(words.copy_failed),
    );
  return (
    <DataTable
      caption={words.placements_caption}
      columns={[
        { label: words.placement },
        { label: words.channel },
        { label: words.days },
        { label: words.units, num: true },
        { label: words.people, num: true },
        { label: words.newcomers, num: true },
        { label: words.records, num: true },
        { label: words.link },
      ]}
      rows={list.map((one) => {
        const title = inWords(locale, one.title);
        return [
          reads ? (
            <a key="name" href={`${prefix}/staff/entry?type=placement&key=${one.key}`} data-placement={one.key}>
              {title}
            </a>
          ) : (
            title
          ),
          inWords(locale, one.channel_name) || one.channel,
          sayDays(words, locale, one.from, one.to) || words.always,
          one.units === null ? '–' : `${formatNumber(locale, one.units)} ${inWords(locale, one.unit)}`.trim(),
          formatNumber(locale, one.people),
          formatNumber(locale, one.newcomers),
          formatNumber(locale, one.records),
          <span key="link" class="row tight links">
            <code>?ch={one.key}</code>
            <button
              type="button"
              class="btn quiet"
              aria-label={fill(words.copy_link_of, { name: title })}
              onClick={() => copy(one.key)}
            >
              {words.copy}
            </button>
            <button
              type="button"
              class="btn quiet"
              aria-label={fill(words.code_of, { name: title })}
              onClick={() => show(one.key)}
            >
              {words.qr}
            </button>
          </span>,
        ];
      })}
    />
  );
}
