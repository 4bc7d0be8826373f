import { hasIdentity, rpc, seemsKnown } from '../../backend/call.ts';
import { serverRpc } from '../../backend/server.ts';
import type { Certificate, Joined, MyClass } from '../../contract/courses.ts';
import type { Locale } from '../../contract/locales.ts';

/** Takes a seat; signs in when this phone has no identity yet. */
export const joinClass = (code: string, seat: number, locale: string) =>
  rpc<Joined>('join_class', { code, seat, locale });

export const leaveClass = () => rpc<{ left: boolean }>('leave_class');

/** Seat and class hours of this person; null without a seat, or when nothing was ever delivered. Signs nobody in. */
export const fetchMyClass = async (locale: string): Promise<MyClass | null> =>
  seemsKnown() && (await hasIdentity()) ? rpc<MyClass | null>('my_class', { locale }) : null;

/** Code of this seat's certificate, made now when all class hours are done; null before. */
export const fetchCertificate = async (): Promise<string | null> =>
  (await rpc<{ code: string | null }>('my_certificate')).code;

/** What a certificate says; null for a code that nobody has. */
export const certificateOf = (code: string, locale: Locale) =>
  serverRpc<Certificate | null>('certificate', { code, locale });
