/** A gift's body as the card that residents will see. Pure. */
import type { Locale } from '../../contract/locales.ts';
import type { GiftBody, GiftCard, TrailCard, Words } from '../../contract/trails.ts';
import type { Say } from '../../features/rewards/rewards.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import type { QuizChoice } from './choices.ts';

export interface Choices {
  trails: readonly TrailCard[] | null;
  quizzes: readonly QuizChoice[] | null;
}

const say = (words: Words | null, locale: Locale): string =>
  words?.[locale]?.trim() || words?.['zh-Hans']?.trim() || '';

/** Points that have to be stamped to finish a trail (app.goal). */
export function goal(trail: TrailCard | undefined): number {
  const required = trail?.points.filter((point) => point.required).length ?? 0;
  return required || (trail?.points.length ?? 0);
}

export function cardOf(slug: string, body: GiftBody, locale: Locale, { trails, quizzes }: Choices): GiftCard {
  const { rule } = body;
  const trail = trails?.find((one) => one.slug === rule.trail);
  const quiz = quizzes?.find(({ key }) => key === rule.quiz);
  const alt = say(body.picture_alt, locale);
  return {
    slug,
    name: say(body.name, locale),
    text: say(body.text, locale),
    ...(body.picture ? { picture: `/media/${body.picture}`, picture_alt: alt } : {}),
    rule: {
      ...rule,
      strong: rule.trail ? rule.strong : 0,
      ...(rule.trail ? { trail_title: trail?.title ?? rule.trail, required: goal(trail) } : {}),
      ...(rule.quiz ? { quiz_title: quiz?.title ?? rule.quiz } : {}),
    },
    per_person: body.per_person,
    ...(body.opens_at ? { opens_at: body.opens_at } : {}),
    ...(body.closes_at ? { closes_at: body.closes_at } : {}),
    counters: [],
  };
}

/** How much a forwarded photograph of the codes is worth: nothing can be proved, codes suffice, or somebody has to be there. */
export function strengthOf({ rule }: GiftBody): 'none' | 'feigned' | 'forwarded' | 'vouched' {
  if (!rule.trail) return 'none';
  if (rule.grade === 3 || rule.strong > 0) return 'vouched';
  return rule.grade === 2 ? 'forwarded' : 'feigned';
}

/** Fills the residents' words as their page does. */
export const sayer =
  (words: Record<string, string>, locale: Locale): Say =>
  (key, values = {}) =>
    fill('count' in values ? fillCount(words, key, Number(values['count']), locale) : (words[key] ?? ''), values);
