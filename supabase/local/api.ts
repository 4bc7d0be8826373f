import { startAuth } from './auth/server.ts';
import type { Place } from './place.ts';
import { startPostgrest } from './postgrest.ts';
import type { Secrets } from './secrets.ts';

/** PostgREST and auth on one database. */
export interface Api {
  /** root of PostgREST: functions are at `${restUrl}/rpc/<name>` */
  restUrl: string;
  /** root of auth: `${authUrl}/signup` */
  authUrl: string;
  /** 200 when PostgREST is ready */
  restReadyUrl: string;
  restartPostgrest(): Promise<void>;
  /** Kills PostgREST; it comes back by itself. */
  killPostgrest(signal?: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export interface ApiOptions {
  database: string;
  restPort?: number | undefined;
  authPort?: number | undefined;
}

/** Starts PostgREST and auth on a database of a running cluster. */
export async function startApiOn(place: Place, dbPort: number, secrets: Secrets, options: ApiOptions): Promise<Api> {
  const urlOf = (role: string, password: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${dbPort}/${options.database}`;
  const { jwtSecret } = secrets;
  const auth = await startAuth({
    dbUrl: urlOf('supabase_auth_admin', secrets.authPassword),
    jwtSecret,
    port: options.authPort,
  });
  const rest = await startPostgrest(place, {
    dbUrl: urlOf('authenticator', secrets.authenticatorPassword),
    jwtSecret,
    port: options.restPort,
    name: options.database,
  }).catch(async (error) => {
    await auth.stop();
    throw error;
  });
  return {
    restUrl: rest.url,
    authUrl: auth.url,
    restReadyUrl: rest.readyUrl,
    restartPostgrest: rest.restart,
    killPostgrest: (signal = 'SIGKILL') => rest.kill(signal),
    stop: async () => {
      await auth.stop();
      await rest.stop();
    },
  };
}
