import { tell } from './place.ts';
import { loadEnv, startProduct } from './product.ts';

/** `npm start`: the whole product on one address, until SIGINT or SIGTERM. */
loadEnv();
const stopAsked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});
try {
  const started = startProduct();
  await Promise.race([started, stopAsked]);
  const product = await started;
  console.log(`清途 Qingtu: ${product.address}`);
  for (const line of product.lines) console.log(line);
  await stopAsked;
  await product.stop();
  process.exit(0);
} catch (error) {
  tell(error);
  process.exit(1);
}
