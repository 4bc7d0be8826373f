import type { ServiceCall } from './edge/service.ts';
import { credentials } from './edge/token.ts';
import type { Upstream } from './edge/upstream.ts';

const WAIT_MS = 15_000;
const STEP_MS = 300;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Reasons not to serve, one plain sentence each: what `api.self_check()` finds in the database (durability switched
 * off, relations that a browser's role could read), and an API that lists itself at its root. Waits a while for a
 * database that is still starting.
 */
export async function selfCheck(
  rest: Upstream,
  anonKey: string,
  service: ServiceCall,
  waitMs: number = WAIT_MS,
): Promise<string[]> {
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      return [...(await databaseProblems(service)), ...(await openApiProblems(rest, anonKey))];
    } catch (error) {
      if (Date.now() >= until) return [`the database cannot be asked for its self-check: ${(error as Error).message}`];
      await sleep(STEP_MS);
    }
  }
}

async function databaseProblems(service: ServiceCall): Promise<string[]> {
  const found = await service('self_check');
  if (!Array.isArray(found)) return ['the self-check of the database did not answer a list'];
  return found.map((item) => String(item?.problem ?? JSON.stringify(item)));
}

async function openApiProblems(rest: Upstream, anonKey: string): Promise<string[]> {
  const problems: string[] = [];
  for (const accept of ['application/openapi+json', 'application/json']) {
    const answer = await rest.ask({
      method: 'GET',
      path: '/',
      headers: { ...credentials(anonKey, null), accept },
      timeout: 5_000,
    });
    const text = answer.status === 200 ? answer.body.subarray(0, 4_096).toString() : '';
    if (/"(?:swagger|openapi|paths|definitions)"/.test(text)) problems.push(OPENAPI);
  }
  return problems.slice(0, 1);
}
const OPENAPI =
  "the API describes itself at its root: set openapi-mode = 'disabled' (alter role authenticator set pgrst.openapi_mode = 'disabled'; notify pgrst, 'reload config')";
