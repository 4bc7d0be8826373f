import { useEffect, useState } from 'preact/hooks';

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

/** How a Markdown text reads, to be opened below the field that it is written in. */
export function MarkdownPreview({ title, text, lang }: { title: string; text: string; lang: string }) {
  return (
    <details class="story-preview" lang={lang}>
      <summary>{title}</summary>
      <Markdown text={text} />
    </details>
  );
}
