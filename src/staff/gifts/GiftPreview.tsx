import type { Locale } from '../../contract/locales.ts';
import type { GiftBody } from '../../contract/trails.ts';
import { GiftCard } from '../../features/rewards/GiftCard.tsx';
import { PreviewFrame } from '../editor/PreviewFrame.tsx';
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
export function GiftPreview({ words, body, locale, texts, choices }: Props) {
  const card = cardOf('preview', body, locale, choices);
  return (
    <PreviewFrame locale={locale} missing={!body.name[locale]?.trim()} phone="card-phone" note={words.preview_hint}>
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
    </PreviewFrame>
  );
}
