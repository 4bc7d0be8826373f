/** What a member of staff does with their own sign-in: registering, password, second factor. All reject with `BackendError`. */
import { authFailure, staffAuth } from './staff-auth.ts';

/** A second factor that is being set up: the address for the QR code, and the secret for typing it. */
export interface NewFactor {
  id: string;
  uri: string;
  secret: string;
}

export interface SecondFactor {
  /** how this session was proven */
  level: 'aal1' | 'aal2';
  /** factors that count, the oldest first */
  factors: { id: string; since: string }[];
}

function take<T>(answer: { data: T; error: Parameters<typeof authFailure>[0] | null }): NonNullable<T> {
  if (answer.error) throw authFailure(answer.error);
  return answer.data as NonNullable<T>;
}

/**
 * Registers an address that was invited, and signs in. `bad_argument` with detail `user_already_exists` for an address
 * that has an account, `weak_password`, `validation_failed`.
 */
export async function staffSignUp(email: string, password: string): Promise<void> {
  const { error } = await (await staffAuth()).signUp({ email, password });
  if (error) throw authFailure(error);
}

/** Changes the password; other sessions end. Details: `weak_password`, `same_password`, `insufficient_aal`. */
export async function staffSetPassword(password: string): Promise<void> {
  const { error } = await (await staffAuth()).updateUser({ password });
  if (error) throw authFailure(error);
}

/** Which second factors there are, and whether this session was proven with one. */
export async function secondFactor(): Promise<SecondFactor> {
  const { mfa } = await staffAuth();
  const { totp } = take(await mfa.listFactors());
  const { currentLevel } = take(await mfa.getAuthenticatorAssuranceLevel());
  return {
    level: currentLevel === 'aal2' ? 'aal2' : 'aal1',
    factors: totp.map(({ id, created_at }) => ({ id, since: created_at })),
  };
}

/** Whether this person has a second factor that this session was not proven with; asks nobody. */
export async function codeMissing(): Promise<boolean> {
  const { currentLevel, nextLevel } = take(await (await staffAuth()).mfa.getAuthenticatorAssuranceLevel());
  return currentLevel !== nextLevel;
}

/** Begins setting up a second factor; what was begun before and never finished is removed. */
export async function enrollFactor(issuer: string): Promise<NewFactor> {
  const { mfa } = await staffAuth();
  for (const old of take(await mfa.listFactors()).all) {
    if (old.status === 'unverified') take(await mfa.unenroll({ factorId: old.id }));
  }
  // auth wants a name of its own for each
  const friendlyName = new Date().toISOString();
  const { id, totp } = take(await mfa.enroll({ factorType: 'totp', issuer, friendlyName }));
  return { id, uri: totp.uri, secret: totp.secret };
}

/** Proves this session with a code. Detail `mfa_verification_failed` for a wrong or used one. */
export async function verifyFactor(factorId: string, code: string): Promise<void> {
  take(await (await staffAuth()).mfa.challengeAndVerify({ factorId, code }));
}

/** Removes a factor that this session no longer needs. */
export async function removeFactor(factorId: string): Promise<void> {
  take(await (await staffAuth()).mfa.unenroll({ factorId }));
}

/** E-mail address of whoever is signed in in this tab. */
export async function signedInAs(): Promise<string> {
  const { data, error } = await (await staffAuth()).getSession();
  if (error) throw authFailure(error);
  return data.session?.user.email ?? '';
}

/** Ends this person's sessions on all other machines. */
export async function staffSignOutOthers(): Promise<void> {
  const { error } = await (await staffAuth()).signOut({ scope: 'others' });
  if (error) throw authFailure(error);
}
