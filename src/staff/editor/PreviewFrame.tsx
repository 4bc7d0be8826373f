import type { ComponentChildren, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import { useForm } from './Field.tsx';

interface Props {
  /** language that is shown */
  locale: Locale;
  /** chooses another one, where the preview has languages of its own */
  pick?: (locale: Locale) => void;
  /** nothing is written in this language yet: zh-Hans stands in for it */
  missing: boolean;
  /** class of the phone, and of its screen */
  phone?: string;
  look?: string;
  screen?: RefObject<HTMLDivElement>;
  /** what is said below the phone */
  note: ComponentChildren;
  /** begins anew; `fresh`: there is nothing to begin anew */
  again?: () => void;
  fresh?: boolean;
  children: ComponentChildren;
}

/** A phone beside the form, in its own light or dark: what residents will see, drawn by their own components. */
export function PreviewFrame({ locale, pick, missing, phone = '', look = '', screen, ...rest }: Props) {
  const { words } = useForm();
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const borrowed = missing && locale !== 'zh-Hans';
  return (
    <section class="preview stack" aria-labelledby="preview-title">
      <div class="row">
        <h2 id="preview-title" class="grow">
          {words.preview}
        </h2>
        {pick && (
          <Switch
            label={words.preview_language}
            value={locale}
            options={LOCALES.map((one) => [one, words[`short_${one}`]])}
            pick={pick}
          />
        )}
        <Switch
          label={words.preview_theme}
          value={theme}
          options={[
            ['light', words.preview_light],
            ['dark', words.preview_dark],
          ]}
          pick={setTheme}
        />
      </div>
      <div class={`phone ${phone}`} data-theme={theme} lang={borrowed ? 'zh-Hans' : locale} data-testid="phone">
        {/* ways out of the preview lead nowhere here */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only keeps the link from leaving the page */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link is clicked by Enter as well */}
        <div
          class={`screen ${look}`}
          ref={screen}
          onClick={(event) => event.target instanceof Element && event.target.closest('a') && event.preventDefault()}
        >
          {rest.children}
        </div>
      </div>
      <div class="row">
        <p class="small muted grow">{borrowed ? words.preview_missing : rest.note}</p>
        {rest.again && (
          <button type="button" class="btn" disabled={rest.fresh} onClick={rest.again}>
            {words.preview_again}
          </button>
        )}
      </div>
    </section>
  );
}

interface SwitchProps<V extends string> {
  label: string;
  value: V;
  options: readonly (readonly [V, string])[];
  pick: (value: V) => void;
}

/** A choice of a few that are all in sight. */
function Switch<V extends string>({ label, value, options, pick }: SwitchProps<V>) {
  return (
    <fieldset class="switch" aria-label={label}>
      {options.map(([one, text]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => pick(one)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
