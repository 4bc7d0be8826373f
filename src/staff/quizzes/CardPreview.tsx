import '../../features/quiz/list.css';
import type { Locale } from '../../contract/locales.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { PreviewFrame } from '../editor/PreviewFrame.tsx';
import type { QuizBody, QuizWords } from './quiz.ts';
import type { QuestionPool } from './usePool.ts';

/** Words of the list of quizzes in one language, and the characters of the seals. */
export interface CardTexts {
  words: Record<string, string>;
  seals: Record<number, string>;
}

interface Props {
  words: QuizWords;
  body: QuizBody;
  /** language being written */
  locale: Locale;
  texts: Record<Locale, CardTexts>;
  pool: QuestionPool | null;
}

/** The quiz as it stands in the list of quizzes on a phone. */
export function CardPreview({ words, body, locale, texts, pool }: Props) {
  const { words: said, seals } = texts[locale];
  const text = (field: 'title' | 'summary') => body[field][locale]?.trim() || body[field]['zh-Hans']?.trim() || '…';
  const count = body.purpose === 'contest' ? (body.draw ?? 0) : (body.items?.length ?? 0);
  return (
    <PreviewFrame
      locale={locale}
      missing={!body.title[locale]?.trim()}
      phone="card-phone"
      look="stack"
      note={
        <>
          {words.preview_hint}
          {body.purpose === 'contest' && pool && (
            <>
              <br />
              {fill(words.preview_pool, { count: body.items?.length ?? 0 })}
            </>
          )}
        </>
      }
    >
      {body.purpose === 'practice' && body.kp ? (
        <div class="topics">
          <div class="card row">
            <Seal text={seals[body.kp] ?? ''} size={46} />
            <span class="grow">
              <strong>{text('title')}</strong>
              <small class="muted">{text('summary')}</small>
            </span>
          </div>
        </div>
      ) : (
        <div class="card stack tight">
          {body.purpose !== 'practice' && <p class="chip">{said[body.purpose]}</p>}
          <h2>{text('title')}</h2>
          <p class="muted">
            {text('summary')} {body.purpose !== 'practice' && fillCount(said, 'questions', count, locale)}
            {body.closes_at && ` · ${fill(said.closes ?? '', { when: formatMoment(locale, body.closes_at) })}`}
          </p>
          <span class="btn wide">{body.purpose === 'practice' ? said.start : said.take_part}</span>
        </div>
      )}
    </PreviewFrame>
  );
}
