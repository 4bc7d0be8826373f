import fs from 'node:fs';
import pg from 'pg';
import { migrate } from '../../supabase/local/migrate.ts';
import { seed } from '../../supabase/local/seed.ts';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { insertPersonas } from './personas.ts';

/** Every migration, no content. */
export const EMPTY = 'qingtu_template';
/** Every migration, the demo city and the personas. */
export const SEEDED = 'qingtu_seeded';

/** What a process needs to know about a cluster that another one has started. */
export interface ClusterNote {
  /** data folder, with the secrets */
  folder: string;
  port: number;
}

/** A cluster for tests, whose loss is nothing, with both templates made. */
export async function startCluster(): Promise<ClusterNote & { stop(): Promise<void> }> {
  const folder = temporaryFolder();
  const settings = { max_connections: '300' };
  const stack = await startStack({ data: folder, fsync: false, api: false, migrations: false, settings });
  await stack.createDatabase(EMPTY);
  await migrate(stack.urlOf('postgres', EMPTY));
  await stack.createDatabase(SEEDED, EMPTY);
  const client = new pg.Client(stack.urlOf('postgres', SEEDED));
  await client.connect();
  await seed(client);
  await insertPersonas(client);
  await client.end();
  return {
    folder,
    port: stack.db.port,
    stop: async () => {
      await stack.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
