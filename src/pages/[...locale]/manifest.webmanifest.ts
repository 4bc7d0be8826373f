import type { APIRoute } from 'astro';
import { href, localeOfParam, translator } from '../../i18n/index.ts';
import { cityName } from '../../layouts/site.ts';

/** The installable app, one manifest per language. */
export const GET: APIRoute = ({ params }) => {
  const locale = localeOfParam(params.locale);
  if (!locale) return new Response(null, { status: 404 });
  const t = translator(locale);
  const icon = (file: string, size: number, purpose = 'any') => ({
    src: `/${file}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  const manifest = {
    id: href(locale, '/'),
    name: `${t('common.brand')} · ${cityName(locale)}`,
    short_name: t('common.brand'),
    description: t('common.tagline'),
    lang: locale,
    dir: 'ltr',
    start_url: `${href(locale, '/')}?src=pwa`,
    scope: '/',
    display: 'standalone',
    theme_color: '#fbf8f1',
    background_color: '#fbf8f1',
    categories: ['education'],
    icons: [icon('icon-192', 192), icon('icon-512', 512), icon('icon-maskable-512', 512, 'maskable')],
    shortcuts: [
      { name: t('home.daily'), url: href(locale, '/quiz/daily') },
      { name: t('common.nav_passport'), url: href(locale, '/passport') },
      { name: t('common.nav_help'), url: href(locale, '/help') },
    ],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
};
