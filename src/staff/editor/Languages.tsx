import './languages.css';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { useForm } from './Field.tsx';
import { MakeHant, type MakeHantProps } from './MakeHant.tsx';

interface Props<B> extends MakeHantProps<B> {
  locale: Locale;
  pick: (locale: Locale) => void;
  /** what is written first in a language: without it, nothing is */
  said: (locale: Locale) => string | undefined;
  /** id of the panel */
  controls: string;
  /** stays in sight as long as the panel is */
  sticky?: boolean;
}

/**
 * Tabs of the three languages; arrows move between them. A dot says where something is to be put right. Beside the
 * traditional words stands the button that makes them.
 */
export function Languages<B>({ locale, pick, said, controls, sticky, ...hant }: Props<B>) {
  const { words, findings } = useForm();
  const bad = (one: Locale) => findings.some((finding) => finding.locale === one && finding.level === 'error');
  const step = (by: number) => {
    const next = LOCALES[(LOCALES.indexOf(locale) + by + LOCALES.length) % LOCALES.length] as Locale;
    pick(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class={sticky ? 'row languages' : 'row'}>
      <div class="tabs grow" role="tablist" aria-label={words.languages}>
        {LOCALES.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            lang={one}
            aria-selected={one === locale}
            aria-controls={controls}
            tabIndex={one === locale ? 0 : -1}
            onClick={() => pick(one)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') step(1);
              if (event.key === 'ArrowLeft') step(-1);
            }}
          >
            {words[`lang_${one}`]}
            {!said(one)?.trim() ? (
              <span class="muted small"> {words.lang_empty}</span>
            ) : (
              bad(one) && (
                <span class="todo" role="img" aria-label={words.show_errors}>
                  ●
                </span>
              )
            )}
          </button>
        ))}
      </div>
      {locale === 'zh-Hant' && <MakeHant {...hant} />}
    </div>
  );
}
