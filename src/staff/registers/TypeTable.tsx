import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { RegisterWords, TypeCard } from './calls.ts';
import type { TypeCount } from './figures-calls.ts';
import { GROUPS, groupOf, inWords, sayFigure } from './say.ts';

interface Props {
  words: RegisterWords;
  types: readonly TypeCard[];
  counts: readonly TypeCount[];
}

/** Types in their groups, each with its number, unit and qualifier. */
export function TypeTable({ words, types, counts }: Props) {
  const { locale, prefix, me } = useDesk();
  const manages = may(me, 'registers.manage');
  return (
    <div class="groups">
      {GROUPS.map((group) => {
        const own = types.filter((type) => groupOf(type) === group);
        if (!own.length) return null;
        return (
          <section key={group} class="card stack group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{words[`group_${group}`]}</h2>
            <ul>
              {own.map((type) => {
                const name = inWords(locale, type.name);
                const count = counts.find((one) => one.type === type.key);
                return (
                  <li key={type.key} data-type={type.key}>
                    <a class="grow" href={`${prefix}/staff/register?type=${type.key}`}>
                      {name}
                    </a>
                    <strong class="num">
                      {sayFigure(
                        words,
                        locale,
                        count?.number ?? { value: type.entries, qualifier: 'exact' },
                        type.unit,
                      )}
                    </strong>
                    {manages && (
                      <a
                        class="btn quiet"
                        href={`${prefix}/staff/batch?type=${type.key}`}
                        aria-label={fill(words.import_of, { name })}
                      >
                        {words.import}
                      </a>
                    )}
                    {count?.measures
                      .filter(({ figure, sort }) => sort === 'stock' && figure.value > 0)
                      .map(({ measure, label, unit, figure }) => (
                        <span key={measure} class="measure muted small num">
                          {inWords(locale, label)} {sayFigure(words, locale, figure, unit)}
                        </span>
                      ))}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
