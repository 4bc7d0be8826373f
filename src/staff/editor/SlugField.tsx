import { Field } from './Field.tsx';

interface Props {
  words: Record<'field_slug' | 'slug_hint', string>;
  slug: string;
  put: (slug: string) => void;
  /** what a good one looks like */
  example: string;
}

/** The address of a document that was never saved; left empty, one is made. */
export function SlugField({ words, slug, put, example }: Props) {
  return (
    <Field field="slug" label={words.field_slug} hint={words.slug_hint}>
      {(control) => (
        <input
          {...control}
          type="text"
          name="slug"
          maxLength={40}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          placeholder={example}
          value={slug}
          onInput={({ currentTarget }) => put(currentTarget.value.trim().toLowerCase())}
        />
      )}
    </Field>
  );
}
