/** Figures as they are said: with their qualifier, and whether somebody counted or estimated them. Pure. */
import type { BriefFigures, Figure, ReportBody } from '../../contract/events.ts';
import type { Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import { formatNumber, formatPercent } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import type { EventWords } from './event.ts';

const say = (words: Words, locale: Locale) => words[locale] || words['zh-Hans'] || '';

/** 9,000 余 / over 9,000 */
export const figureText = (words: EventWords, locale: Locale, { value, qualifier }: Figure): string =>
  fill(words[`figure_${qualifier}`], { n: formatNumber(locale, value) });

/** 300 余人（点数） */
export function countText(words: EventWords, locale: Locale, count: ReportBody['count']): string {
  if (!count) return words.not_counted;
  const figure = figureText(words, locale, count);
  const space = locale === 'en' || /\d$/.test(figure) ? ' ' : '';
  const how = words[`how_is_${count.how}`];
  return `${figure}${space}${words[`short_${count.unit}`]}${locale === 'en' ? ` (${how})` : `（${how}）`}`;
}

const hours = (locale: Locale, minutes: number) => formatNumber(locale, minutes / 60, minutes % 60 ? 1 : 0);

/** What a brief says in figures, line by line. */
export function figureLines(
  words: EventWords,
  locale: Locale,
  figures: BriefFigures,
): { name: string; value: string }[] {
  const { helpers, teams, quiz } = figures;
  const number = (n: number) => formatNumber(locale, n);
  const with_hours = (people: number, minutes: number) =>
    fill(words.helpers_are, { people: number(people), hours: hours(locale, minutes) });
  return [
    { name: words.figure_people, value: countText(words, locale, figures.counted) },
    { name: words.figure_signed_up, value: number(figures.signed_up) },
    { name: words.figure_scanned, value: number(figures.scanned) },
    ...figures.materials.map(({ name, handed, qualifier }) => ({
      name: say(name, locale),
      value: figureText(words, locale, { value: handed, qualifier }),
    })),
    ...(helpers.people ? [{ name: words.figure_helpers, value: with_hours(helpers.people, helpers.minutes) }] : []),
    ...teams.map((team) => ({
      name: say(team.name, locale),
      value: with_hours(team.people, team.people * team.minutes),
    })),
    {
      name: words.figure_quiz,
      value: quiz
        ? fill(words.quiz_is, {
            people: number(quiz.people),
            percent: quiz.total ? formatPercent(locale, quiz.correct / quiz.total) : '–',
          })
        : words.no_quiz,
    },
  ];
}
