import { MarkdownPreview } from '../editor/Markdown.tsx';
import { pointField } from './findings.ts';
import type { PointProps } from './PointEditor.tsx';
import { MOST } from './trail.ts';
import { useTrailWords, WordsField } from './words.tsx';

/** The story and how it reads; Markdown is made as on phones, by code that is fetched when a point is open. */
export function Story({ point, put, locale }: PointProps) {
  const words = useTrailWords();
  const text = point.story[locale] || point.story['zh-Hans'] || '';
  return (
    <div class="stack tight">
      <WordsField
        field={pointField(point.id, 'story')}
        locale={locale}
        value={point.story}
        put={(story) => put({ story })}
        most={MOST.story}
        rows={6}
        hint={words.story_hint}
      />
      {text.trim() && (
        <MarkdownPreview title={words.story_preview} text={text} lang={point.story[locale] ? locale : 'zh-Hans'} />
      )}
    </div>
  );
}
