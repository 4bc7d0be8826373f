import fs from 'node:fs';
import path from 'node:path';
import { ROOT, tell } from './place.ts';
import { sleep } from './ports.ts';
import { loadEnv, startProduct } from './product.ts';
import { ensureBuilt } from './site.ts';

/** `npm run dev`: as `npm start`, and every change below src/ or public/ is built and served within seconds. */
loadEnv();
let changed = false;
for (const folder of ['src', 'public']) {
  fs.watch(path.join(ROOT, folder), { recursive: true }, () => {
    changed = true;
  });
}
fs.watch(path.join(ROOT, 'supabase/migrations'), (_, file) => {
  console.log(`${file} changed: npm run db:reset, then start again.`);
});
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopping = true;
  });
}
try {
  const product = await startProduct();
  changed = false;
  console.log(`清途 Qingtu: ${product.address} (building on change)`);
  for (const line of product.lines) console.log(line);
  while (!stopping) {
    await sleep(200);
    if (!changed) continue;
    await sleep(300);
    changed = false;
    await ensureBuilt()
      .then(() => product.restartServer())
      .then(() => console.log('Serving the change.'))
      .catch((error: Error) => console.error(error.message));
  }
  await product.stop();
  process.exit(0);
} catch (error) {
  tell(error);
  process.exit(1);
}
