import { generateTypescript, sortGeneratorMetadata } from '@supabase/postgrest-typegen/generation';
import { introspect } from '@supabase/postgrest-typegen/introspection';
import pg from 'pg';
import { writeOrCheck } from './generated.ts';
import { withTemporaryStack } from './temporary.ts';

/** `npm run db:types`: the types of the exposed schema, from the migrations, into src/contract/database.ts. */
await withTemporaryStack(async (stack) => {
  const pool = new pg.Pool({ connectionString: stack.db.postgresUrl, max: 2 });
  // Ended connections may still hear Postgres stop.
  pool.on('error', () => {});
  try {
    const metadata = await introspect(pool, { includedSchemas: ['api'] });
    const text = await generateTypescript(sortGeneratorMetadata(metadata), { postgrestVersion: '12' });
    writeOrCheck('src/contract/database.ts', text, 'npm run db:types');
  } finally {
    await pool.end();
  }
});
