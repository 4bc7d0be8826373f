import { useMemo, useState } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { GiftBody } from '../../contract/trails.ts';
import type { Areas } from '../../i18n/keys.ts';
import { Frame } from '../editor/Frame.tsx';
import { together } from '../editor/findings.ts';
import { isSlug, keyOfPage } from '../editor/page.ts';
import { SlugField } from '../editor/SlugField.tsx';
import { useDocument } from '../editor/useDocument.ts';
import { Window } from '../editor/Window.tsx';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import type { Shell } from '../shell/shell.ts';
import { useChoices } from './choices.ts';
import { GiftPreview } from './GiftPreview.tsx';
import { GiftTexts } from './GiftTexts.tsx';
import { emptyGift, giftFindings, giftProblems, readGift, tidyGift } from './gift.ts';
import { RuleFields } from './RuleFields.tsx';
import type { EditorWords } from './words.ts';

interface Props {
  shell: Shell;
  words: EditorWords;
  bank: Areas['console_bank'];
  texts: Record<Locale, Record<string, string>>;
}

/** Writing and reviewing one gift. */
export function GiftEditor({ shell, ...props }: Props) {
  return (
    <Console shell={shell} need={['content.write', 'content.review']}>
      {() => <Editor {...props} />}
    </Console>
  );
}

function Editor({ words, bank, texts }: Omit<Props, 'shell'>) {
  const desk = useDesk();
  const [key] = useState(() => keyOfPage(location));
  const [now] = useState(Date.now);
  const [slug, setSlug] = useState('');
  const [locale, pick] = useState<Locale>('zh-Hans');
  const editing = useDocument<GiftBody>({
    kind: 'gift',
    key,
    newKey: isSlug(slug) ? slug : null,
    empty: emptyGift,
    tidy: tidyGift,
    read: readGift,
  });
  const { body, change, doc, problems, dirty } = editing;
  const choices = useChoices();
  const findings = useMemo(() => {
    const own = giftFindings(body, choices.trails);
    if (!doc && slug && !isSlug(slug)) own.push({ field: 'slug', rule: 'slug', message: '', level: 'error' });
    return together(own, dirty ? [] : giftProblems(problems));
  }, [body, doc, slug, choices.trails, problems, dirty]);
  return (
    <Frame
      kind="gift"
      editing={editing}
      names={{ words, bank, topics: {} }}
      findings={findings}
      list="/staff/gifts"
      pick={pick}
      aside={<GiftPreview words={words} body={body} locale={locale} texts={texts} choices={choices} />}
    >
      <GiftTexts words={words} body={body} change={change} locale={locale} pick={pick} />
      <RuleFields words={words} said={texts[desk.locale]} body={body} change={change} choices={choices} />
      <Window words={words} body={body} change={change} now={now} hint={words.window_hint} />
      {!doc && <SlugField words={words} slug={slug} put={setSlug} example="tote-bag" />}
      {doc?.live && (
        <p class="notice">
          {words.needs_stock}{' '}
          {may(desk.me, 'rewards.manage') && <a href={`${desk.prefix}/staff/stock`}>{words.to_stock}</a>}
        </p>
      )}
    </Frame>
  );
}
