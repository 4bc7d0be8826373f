import type { APIRoute } from 'astro';
import { practiceBank } from '../../../features/quiz/quiz.remote.ts';
import { localeOfParam } from '../../../i18n/index.ts';

/** Every practice question in one language, from which the phone chooses its daily five. Cached like a page. */
export const GET: APIRoute = async ({ params }) => {
  const locale = localeOfParam(params.locale);
  if (!locale) return new Response(null, { status: 404 });
  return Response.json(await practiceBank(locale));
};
