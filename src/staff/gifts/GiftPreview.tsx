import { useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { GiftBody } from '../../contract/trails.ts';
import { GiftCard } from '../../features/rewards/GiftCard.tsx';
import { useForm } from '../editor/Field.tsx';
import { type Choices, cardOf, sayer } from './card.ts';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  body: GiftBody;
  /** language being written */
  locale: Locale;
  /** the residents' words of each language */
  texts: Record<Locale, Record<string, string>>;
  choices: Choices;
}

/** The gift as residents will see it, drawn by their own component. */
export function GiftPreview({ words: own, body, locale, texts, choices }: Props) {
  const { words } = useForm();
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const card = cardOf('preview', body, locale, choices);
  const missing = locale !== 'zh-Hans' && !body.name[locale]?.trim();
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
        <div class="screen">
          {/* its links lead away from what is being written */}
          <ul class="gifts" inert>
            <GiftCard
              gift={{ ...card, name: card.name || '…' }}
              mine={null}
              points={null}
              stock={null}
              kept={false}
              awake={false}
              busy={false}
              locale={locale}
              prefix=""
              say={sayer(texts[locale], locale)}
              onClaim={() => {}}
            />
          </ul>
        </div>
      </div>
      <p class="small muted">{missing ? words.preview_missing : own.preview_hint}</p>
    </section>
  );
}
