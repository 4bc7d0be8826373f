import { LOCALES, type Locale } from '../../contract/locales.ts';
import { useForm } from './Field.tsx';

interface Props {
  locale: Locale;
  pick: (locale: Locale) => void;
  /** languages in which nothing is written yet */
  empty: readonly Locale[];
  /** id of the panel */
  controls: string;
}

/** Tabs of the three languages; arrows move between them. A dot says where something is to be put right. */
export function Languages({ locale, pick, empty, controls }: Props) {
  const { words, findings } = useForm();
  const bad = (one: Locale) => findings.some((finding) => finding.locale === one && finding.level === 'error');
  const step = (by: number) => {
    const next = LOCALES[(LOCALES.indexOf(locale) + by + LOCALES.length) % LOCALES.length] as Locale;
    pick(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
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
          {empty.includes(one) ? (
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
  );
}
