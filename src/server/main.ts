import { readSettings, SettingsError } from './settings.ts';
import { Refused, start } from './start.ts';

/** `node src/server/main.ts`: serves until SIGTERM or SIGINT; exit 1 with one line per problem when it must not. */
try {
  const running = await start(readSettings(process.env));
  console.log(`Qingtu serves at ${running.address}`);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      running.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  const problems = error instanceof SettingsError || error instanceof Refused ? error.problems : [String(error)];
  for (const problem of problems) console.error(`Qingtu does not start: ${problem}`);
  process.exit(1);
}
