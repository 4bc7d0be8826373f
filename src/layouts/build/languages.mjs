/** First path segment of the languages that have one, as i18n/locale.ts names them. */
const SEGMENTS = 'zh-hant|en';
const ANYTHING = '(.*?)';

/**
 * Astro integration: `[...locale]/` in a page's path takes our languages and nothing else; only the home page still takes
 * every address that nobody else wants, to answer 404. Astro lets a rest parameter take any path and tries
 * pages in alphabetical order, so that `/quiz/awareness`, the survey, would be the statistics in the language "quiz".
 */
export function languagesOnly() {
  return {
    name: 'qingtu-languages-only',
    hooks: {
      'astro:build:ssr': ({ manifest }) => {
        for (const { routeData } of manifest.routes) {
          if (!routeData.route.startsWith('/[...locale]/')) continue;
          routeData.pattern = routeData.pattern.replace(ANYTHING, `(${SEGMENTS})`);
        }
      },
    },
  };
}
