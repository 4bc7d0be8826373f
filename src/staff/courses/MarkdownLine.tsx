import type { ComponentProps } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useForm } from '../editor/Field.tsx';
import { Line } from '../games/Line.tsx';
import type { LessonEditorWords } from './lesson.ts';

/** HTML of a Markdown text as phones show it; made by code that is fetched when it is first needed. */
export function useMarkdown(text: string): string {
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
  return html;
}

/** A Markdown text, read. */
export function Markdown({ text, look = 'story' }: { text: string; look?: string }) {
  return <div class={look} dangerouslySetInnerHTML={{ __html: useMarkdown(text) }} />;
}

/** A Markdown text in the language being written, and how it reads. */
export function MarkdownLine(props: ComponentProps<typeof Line>) {
  const words = useForm().words as LessonEditorWords;
  const own = props.text[props.locale]?.trim();
  return (
    <div class="stack tight">
      <Line {...props} />
      {own && (
        <details class="story-preview" lang={props.locale}>
          <summary>{words.markdown_preview}</summary>
          <Markdown text={own} />
        </details>
      )}
    </div>
  );
}
