import type { ServerResponse } from 'node:http';

/**
 * What no page here may use. Only names that Chromium knows – it complains about others on every page – and only such
 * as reach a device or a person; the list travels with every response.
 */
const OFF = [
  'accelerometer',
  'browsing-topics',
  'display-capture',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];
/** A page may ask for the camera (codes on posters) and the place (trails; judged on the phone). */
const PERMISSIONS = ['camera=(self)', 'geolocation=(self)', ...OFF.map((name) => `${name}=()`)].join(', ');
const NO_FRAMES = "frame-ancestors 'none'";
/** For a document that came without a policy of its own: nothing loads. */
export const BARE_POLICY = `default-src 'none'; ${NO_FRAMES}`;

/** Headers that every answer carries, whatever made it. */
export function secure(res: ServerResponse, https: boolean): void {
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Permissions-Policy', PERMISSIONS);
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  res.setHeader('X-Frame-Options', 'DENY');
  if (https) res.setHeader('Strict-Transport-Security', 'max-age=31536000');
}

/**
 * The content security policy for a response: the site's own, to which `frame-ancestors 'none'` is added (it is not
 * allowed in the page's `<meta>`), or the bare one for documents without. Scripts get none: a policy on `sw.js` would
 * bind the worker's own requests.
 */
export function policyFor(type: string, own: string | undefined): string | undefined {
  if (own) return /(^|;)\s*frame-ancestors\s/i.test(own) ? own : `${own.replace(/;?\s*$/, '')}; ${NO_FRAMES}`;
  return /javascript/.test(type) ? undefined : BARE_POLICY;
}
