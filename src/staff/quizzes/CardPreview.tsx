import { useState } from 'preact/hooks';
import '../../features/quiz/list.css';
import type { Locale } from '../../contract/locales.ts';
import { formatMoment } from '../../i18n/format.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { useForm } from '../editor/Field.tsx';
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
export function CardPreview({ words: own, body, locale, texts, pool }: Props) {
  const { words } = useForm();
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const { words: said, seals } = texts[locale];
  const text = (field: 'title' | 'summary') => body[field][locale]?.trim() || body[field]['zh-Hans']?.trim() || '…';
  const count = body.purpose === 'contest' ? (body.draw ?? 0) : (body.items?.length ?? 0);
  const missing = locale !== 'zh-Hans' && !body.title[locale]?.trim();
  return (
    <section class="preview stack" aria-labelledby="preview-title">
      <div class="row">
        <h2 id="preview-title" class="grow">
          {words.preview}
        </h2>
        <fieldset class="switch" aria-label={words.preview_theme}>
          {(['light', 'dark'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === theme} onClick={() => setTheme(one)}>
              {words[`preview_${one}`]}
            </button>
          ))}
        </fieldset>
      </div>
      <div class="phone card-phone" data-theme={theme} lang={missing ? 'zh-Hans' : locale} data-testid="phone">
        <div class="screen stack">
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
        </div>
      </div>
      <p class="small muted">{missing ? words.preview_missing : own.preview_hint}</p>
      {body.purpose === 'contest' && pool && (
        <p class="small muted">{fill(own.preview_pool, { count: body.items?.length ?? 0 })}</p>
      )}
    </section>
  );
}
