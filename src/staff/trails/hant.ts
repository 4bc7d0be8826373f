/** The traditional words of a trail, made from its simplified ones. Pure. */
import type { PointBody, TrailBody, Words } from '../../contract/trails.ts';

type Convert = (text: string) => string;

/** Whether anything traditional has been written already. */
export const anyHant = (body: TrailBody): boolean =>
  [body.title, body.summary, ...body.points.flatMap(({ name, story }) => [name, story])].some((words) =>
    words['zh-Hant']?.trim(),
  );

/** Fills in the traditional words: all of them anew, or only where there are none. */
export function hantOf(body: TrailBody, convert: Convert, all: boolean): TrailBody {
  const pick = (source: string, had: string | undefined) => (all || !had?.trim() ? convert(source) : had);
  const made = <T extends Words | null>(words: T): T =>
    words && ({ ...words, 'zh-Hant': pick(words['zh-Hans'] ?? '', words['zh-Hant']) } as T);
  const point = (one: PointBody): PointBody => {
    const asked = one.question?.words;
    const had = asked?.['zh-Hant'];
    return {
      ...one,
      seal: made(one.seal),
      name: made(one.name),
      place: made(one.place),
      story: made(one.story),
      picture_alt: made(one.picture_alt),
      todo: made(one.todo),
      question: one.question && {
        ...one.question,
        words: {
          ...asked,
          'zh-Hant': {
            stem: pick(asked?.['zh-Hans']?.stem ?? '', had?.stem),
            options: (asked?.['zh-Hans']?.options ?? []).map((text, i) => pick(text, had?.options[i])),
          },
        },
      },
    };
  };
  return {
    ...body,
    title: made(body.title),
    summary: made(body.summary),
    hours: made(body.hours),
    access: made(body.access),
    leads_to: made(body.leads_to),
    points: body.points.map(point),
  };
}
