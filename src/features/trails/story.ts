/** Stories of points: Markdown without HTML, as the page shows it. Used on the server and by the console's preview. */
import { micromark } from 'micromark';

/** Raw HTML stays text without this too; pictures would be fetched from wherever they lie. */
const PLAIN = { disable: { null: ['htmlFlow', 'htmlText', 'labelStartImage'] } };
/** Our own pages, and facts that stand elsewhere; never another scheme, never `//host`. */
const OWN = /^\/(?![/\\])/;
const FACT = /^https:\/\/[^/\s]/;

/**
 * HTML of a story: headings below those of the page, links only to our own paths (`page` puts the language before
 * them) and to https addresses; what another link said stays as text.
 */
export function storyHtml(markdown: string, page: (path: string) => string = (path) => path): string {
  return micromark(markdown, { extensions: [PLAIN] })
    .replace(/<(\/?)h[1-6]>/g, '<$1h4>')
    .replace(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (_all, to: string, text: string) => {
      if (OWN.test(to)) return `<a href="${page(to)}">${text}</a>`;
      return FACT.test(to) ? `<a href="${to}" rel="noopener noreferrer">${text}</a>` : text;
    });
}
