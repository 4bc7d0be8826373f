/** Where a link leads, as people read it; null for what is no https address. */
export function hostOf(link: string | null): string | null {
  const url = link && URL.canParse(link) ? new URL(link) : null;
  return url?.protocol === 'https:' ? url.host.replace(/^www\./, '') : null;
}
