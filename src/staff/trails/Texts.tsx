import type { Locale } from '../../contract/locales.ts';
import type { TrailBody } from '../../contract/trails.ts';
import { MOST } from './trail.ts';
import { useTrailWords, WordsField } from './words.tsx';

interface Props {
  body: TrailBody;
  change: (next: (body: TrailBody) => TrailBody) => void;
  locale: Locale;
}

/** What people read about the whole trail, in the language being written. */
export function Texts({ body, change, locale }: Props) {
  const words = useTrailWords();
  const field = (name: 'title' | 'summary' | 'hours' | 'access' | 'leads_to', rows?: number, hint?: string) => (
    <WordsField
      field={name}
      locale={locale}
      value={body[name]}
      put={(value) => change((now) => ({ ...now, [name]: value }))}
      most={MOST[name]}
      {...(rows ? { rows } : {})}
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <fieldset class="card group">
      <legend>{words.about}</legend>
      {field('title')}
      {field('summary', 2, words.summary_hint)}
      {field('hours', undefined, words.may_be_empty)}
      {field('access', 2, words.access_hint)}
      {field('leads_to', undefined, words.leads_to_hint)}
    </fieldset>
  );
}
