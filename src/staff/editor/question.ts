/** A question as its editor changes it: every act keeps languages, pictures and the right answer in step. Pure. */
import type { Question, QuestionKind } from '../../contract/content.ts';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { QuestionDraft } from '../../exercise/sheet.ts';
import type { QuestionBody } from '../documents.ts';

export const LETTERS = 'ABCDEF';
type Words = NonNullable<QuestionBody['words'][Locale]>;

const JUDGE: Record<Locale, string[]> = { 'zh-Hans': ['对', '错'], 'zh-Hant': ['對', '錯'], en: ['True', 'False'] };

export const emptyQuestion = (today: string): QuestionBody => ({
  pool: 'practice',
  kp: 1,
  kind: 'single',
  stages: ['adult'],
  difficulty: 1,
  words: { 'zh-Hans': { stem: '', options: ['', '', '', ''], source: '' } },
  pictures: null,
  facts: [],
  valid_from: today,
  valid_to: null,
  checked_on: today,
  answer: '',
  explanation: { 'zh-Hans': '' },
});

export const optionCount = (body: QuestionBody): number => body.words['zh-Hans']?.options.length ?? 0;

/** Words of a language to write into; empty ones where it has none yet. */
export function wordsIn(body: QuestionBody, locale: Locale): Words {
  const options = body.kind === 'judge' ? JUDGE[locale] : Array<string>(optionCount(body)).fill('');
  const none: Words = { stem: '', options, source: '', ...(body.kind === 'sort' ? { boxes: ['', ''] } : {}) };
  return body.words[locale] ?? none;
}

export const putWords = (body: QuestionBody, locale: Locale, patch: Partial<Words>): QuestionBody => ({
  ...body,
  words: { ...body.words, [locale]: { ...wordsIn(body, locale), ...patch } },
});

/** Changes the list of options in every language, the pictures and the answer alike; `order` names old places, -1 a new one. */
export function rearrange(body: QuestionBody, order: readonly number[]): QuestionBody {
  const words = Object.fromEntries(
    Object.entries(body.words).map(([locale, own]) => [
      locale,
      { ...own, options: order.map((from) => own.options[from] ?? '') },
    ]),
  );
  const answer =
    body.kind === 'sort'
      ? order.map((from) => body.answer[from] ?? 'A').join('')
      : order
          .flatMap((from, to) => (from >= 0 && body.answer.includes(LETTERS[from] ?? '?') ? [LETTERS[to]] : []))
          .join('');
  return { ...body, words, answer, pictures: body.pictures && order.map((from) => body.pictures?.[from] ?? '') };
}

const places = (body: QuestionBody) => [...Array(optionCount(body)).keys()];
export const addOption = (body: QuestionBody) => rearrange(body, [...places(body), -1]);
export const removeOption = (body: QuestionBody, place: number) =>
  rearrange(
    body,
    places(body).filter((at) => at !== place),
  );
export function moveOption(body: QuestionBody, place: number, by: 1 | -1): QuestionBody {
  const order = places(body);
  const to = place + by;
  if (to < 0 || to >= order.length) return body;
  [order[place], order[to]] = [to, place];
  return rearrange(body, order);
}

/** Marks an option as right: the only one, or one of several. */
export function toggleAnswer(body: QuestionBody, place: number): QuestionBody {
  const letter = LETTERS[place] ?? 'A';
  if (body.kind !== 'multiple') return { ...body, answer: letter };
  const rest = body.answer.replace(letter, '');
  return { ...body, answer: rest === body.answer ? [...body.answer, letter].sort().join('') : rest };
}

/** Puts an item of a sorting question into a box. */
export const putBox = (body: QuestionBody, place: number, box: 'A' | 'B'): QuestionBody => ({
  ...body,
  answer: places(body)
    .map((at) => (at === place ? box : (body.answer[at] ?? 'A')))
    .join(''),
});

/** Another kind of question; what fits stays. */
export function changeKind(body: QuestionBody, kind: QuestionKind): QuestionBody {
  if (kind === body.kind) return body;
  const count = kind === 'judge' ? 2 : body.kind === 'judge' ? 4 : Math.max(optionCount(body), kind === 'sort' ? 4 : 2);
  const words = Object.fromEntries(
    Object.entries(body.words).map(([locale, own]) => {
      const { boxes: _, ...rest } = own;
      const options =
        kind === 'judge'
          ? JUDGE[locale as Locale]
          : Array.from({ length: count }, (_, i) => (body.kind === 'judge' ? '' : (own.options[i] ?? '')));
      return [locale, { ...rest, options, ...(kind === 'sort' ? { boxes: own.boxes ?? ['', ''] } : {}) }];
    }),
  );
  const answer =
    kind === 'sort'
      ? 'A'.repeat(count)
      : body.kind === 'sort' || body.kind === 'judge' || kind === 'judge'
        ? ''
        : body.answer;
  return {
    ...body,
    kind,
    words,
    answer: kind === 'multiple' || kind === 'sort' ? answer : answer.slice(0, 1),
    pictures: kind === 'picture' ? Array<string>(count).fill('') : null,
  };
}

const blank = (own: Words, kind: QuestionKind) =>
  ![own.stem, own.source, ...(own.boxes ?? []), ...(kind === 'judge' ? [] : own.options)].some((text) => text.trim());

/** What is saved: no blanks around texts, and no language in which nothing has been written. */
export function tidy(body: QuestionBody): QuestionBody {
  const words: QuestionBody['words'] = {};
  const explanation: QuestionBody['explanation'] = {};
  for (const locale of LOCALES) {
    const own = body.words[locale];
    const why = body.explanation[locale]?.trim() ?? '';
    if (locale !== 'zh-Hans' && (!own || blank(own, body.kind)) && !why) continue;
    const full = own ?? wordsIn(body, locale);
    words[locale] = {
      stem: full.stem.trim(),
      options: full.options.map((text) => text.trim()),
      source: full.source.trim(),
      ...(body.kind === 'sort' && full.boxes
        ? { boxes: full.boxes.map((text) => text.trim()) as [string, string] }
        : {}),
    };
    explanation[locale] = why;
  }
  return { ...body, words, explanation };
}

/** As the lint reads it: judged by what holds for a published question. */
export const toDraft = (key: string, body: QuestionBody): QuestionDraft => ({
  ...tidy(body),
  code: key,
  status: 'published',
});

/** As a phone shows it in one language; words that are missing come from zh-Hans, as the server does it. */
export function toQuestion(key: string, body: QuestionBody, locale: Locale): Question {
  const full = tidy(body);
  const own = full.words[locale] ?? wordsIn(full, 'zh-Hans');
  return {
    code: key || 'new',
    rev: 0,
    kind: body.kind,
    kp: body.kp,
    stem: own.stem,
    options: own.options.map((text, i) => ({
      letter: LETTERS[i] ?? '',
      text,
      ...(body.kind === 'picture' && body.pictures?.[i] ? { picture: `/media/${body.pictures[i]}` } : {}),
    })),
    // a box without a name is still a button
    ...(own.boxes ? { boxes: [own.boxes[0] || 'A', own.boxes[1] || 'B'] } : {}),
    answer: body.answer,
    explanation: full.explanation[locale] ?? full.explanation['zh-Hans'] ?? '',
    source: { text: own.source, checked: body.checked_on || '' },
  };
}
