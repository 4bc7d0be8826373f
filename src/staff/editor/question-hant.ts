/** The traditional words of a question, made from its simplified ones. Pure. */
import type { QuestionBody } from '../documents.ts';
import { wordsIn } from './question.ts';

/** Whether something traditional has been written already. */
export function anyHant(body: QuestionBody): boolean {
  const own = body.words['zh-Hant'];
  const texts = [own?.stem, own?.source, ...(body.kind === 'judge' ? [] : (own?.options ?? [])), ...(own?.boxes ?? [])];
  return [...texts, body.explanation['zh-Hant']].some((text) => text?.trim());
}

/** Fills in the traditional words: all of them anew, or only where there are none. */
export function hantOf(body: QuestionBody, convert: (text: string) => string, all: boolean): QuestionBody {
  const from = wordsIn(body, 'zh-Hans');
  const old = wordsIn(body, 'zh-Hant');
  const pick = (source: string, had: string | undefined) => (all || !had?.trim() ? convert(source) : had);
  return {
    ...body,
    words: {
      ...body.words,
      'zh-Hant': {
        stem: pick(from.stem, old.stem),
        options: from.options.map((text, i) => pick(text, old.options[i])),
        source: pick(from.source, old.source),
        ...(from.boxes ? { boxes: from.boxes.map((text, i) => pick(text, old.boxes?.[i])) as [string, string] } : {}),
      },
    },
    explanation: {
      ...body.explanation,
      'zh-Hant': pick(body.explanation['zh-Hans'] ?? '', body.explanation['zh-Hant']),
    },
  };
}
