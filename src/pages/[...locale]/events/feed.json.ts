import type { APIRoute } from 'astro';
import { districts, eventFilters } from '../../../features/events/events.remote.ts';
import { localeOfParam, translator } from '../../../i18n/index.ts';
import { cityName } from '../../../layouts/site.ts';

/** What a calendar of events is called, for the server that writes it (src/server/feed); 404 for a district that is none. */
export const GET: APIRoute = async ({ params, url }) => {
  const locale = localeOfParam(params.locale);
  if (!locale) return new Response(null, { status: 404 });
  const t = translator(locale);
  const city = cityName(locale);
  const [district, type] = [url.searchParams.get('district'), url.searchParams.get('type')];
  const place = district ? (await districts(locale)).find(({ code }) => code === district) : null;
  if (place === undefined) return new Response(null, { status: 404 });
  // a type without coming events has no name here; whoever subscribed to it keeps the calendar
  const kind = type ? (await eventFilters(locale)).types.find(({ key }) => key === type) : null;
  const name = [place?.name, kind?.name].reduce<string>(
    (whole, part) => (part ? t('events.feed_part', { name: whole, part }) : whole),
    t('events.feed_name', { city }),
  );
  return Response.json({ name, text: t('events.feed_text', { city }), cancelled: t('events.feed_cancelled') });
};
