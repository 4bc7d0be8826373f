/** The paper passport: this phone's key, known to the database before it is printed. */
import { makeKeyKnown, recoveryKey } from '../../outbox/index.ts';
import { fetchStamps } from './passport.remote.ts';

export { hasPassport } from './passport.remote.ts';

/** The key as people copy it, and the seals that are pressed already. Rejects when the database cannot be told the key. */
export async function readyCard(): Promise<{ shown: string; got: Set<string> }> {
  // a sheet whose key nobody knows would be found out at the worst moment: when the phone is lost
  await makeKeyKnown();
  const [{ shown }, stamps] = await Promise.all([recoveryKey(), fetchStamps()]);
  return { shown, got: new Set(stamps?.stamps.map(({ trail, point }) => `${trail}/${point}`)) };
}
