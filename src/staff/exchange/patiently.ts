import { codeOf } from '../shell/problem.ts';

const PATIENCE_MS = 1_500;

/** Asks again, so many times, when the server says that it was too fast. */
export async function patiently<T>(ask: () => Promise<T>, times = 4): Promise<T> {
  for (let left = times; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== 'too_many' || !left) throw error;
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    }
  }
}
