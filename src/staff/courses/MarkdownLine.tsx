import type { ComponentProps } from 'preact';
import { useForm } from '../editor/Field.tsx';
import { MarkdownPreview } from '../editor/Markdown.tsx';
import { Line } from '../games/Line.tsx';
import type { LessonEditorWords } from './lesson.ts';

/** A Markdown text in the language being written, and how it reads. */
export function MarkdownLine(props: ComponentProps<typeof Line>) {
  const words = useForm().words as LessonEditorWords;
  const own = props.text[props.locale]?.trim();
  return (
    <div class="stack tight">
      <Line {...props} />
      {own && <MarkdownPreview title={words.markdown_preview} text={own} lang={props.locale} />}
    </div>
  );
}
