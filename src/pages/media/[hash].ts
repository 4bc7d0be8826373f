import type { APIRoute } from 'astro';
import { media } from '../../features/quiz/quiz.remote.ts';

/** A picture or sound by its content's hash: never changes, so phones keep it. */
export const GET: APIRoute = async ({ params }) => {
  const hash = params.hash ?? '';
  const found = /^[0-9a-f]{64}$/.test(hash) ? await media(hash) : null;
  if (!found) return new Response(null, { status: 404 });
  return new Response(Buffer.from(found.base64, 'base64'), {
    headers: {
      'content-type': found.type,
      'cache-control': 'public, max-age=31536000, immutable',
      // a drawing opened by itself runs nothing
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
};
