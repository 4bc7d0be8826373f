import { useEffect, useState } from 'preact/hooks';
import { pointField } from './findings.ts';
import type { PointProps } from './PointEditor.tsx';
import { MOST } from './trail.ts';
import { useTrailWords, WordsField } from './words.tsx';

/** The story and how it reads; Markdown is made as on phones, by code that is fetched when a point is open. */
export function Story({ point, put, locale }: PointProps) {
  const words = useTrailWords();
  const text = point.story[locale] || point.story['zh-Hans'] || '';
  const [html, setHtml] = useState('');
  useEffect(() => {
    let gone = false;
    import('../../features/trails/story.ts').then(
      ({ storyHtml }) => gone || setHtml(storyHtml(text)),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [text]);
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
      {html && (
        <details class="story-preview">
          <summary>{words.story_preview}</summary>
          <div
            class="story"
            lang={point.story[locale] ? locale : 'zh-Hans'}
            dangerouslySetInnerHTML={{ __html: html }}
          />
        </details>
      )}
    </div>
  );
}
