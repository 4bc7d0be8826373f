import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { injectManifest } from 'workbox-build';

const ENTRY = fileURLToPath(new URL('sw.ts', import.meta.url));

/**
 * Astro integration: after the build, bundles the service worker into the client folder as `sw.js` and writes into it what
 * to fetch beforehand: the offline page and the icon, nothing that a visitor may never need.
 * @param {{ target: string[] }} options browsers whose syntax the worker must keep to
 */
export function serviceWorker({ target }) {
  return {
    name: 'qingtu-service-worker',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const client = fileURLToPath(dir);
        const draft = `${client}/sw.draft.js`;
        await build({
          configFile: false,
          envDir: false,
          publicDir: false,
          logLevel: 'warn',
          define: { 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: client,
            emptyOutDir: false,
            target,
            minify: true,
            lib: { entry: ENTRY, formats: ['iife'], name: 'worker', fileName: () => 'sw.draft.js' },
          },
        });
        const { count, size, warnings } = await injectManifest({
          swSrc: draft,
          swDest: `${client}/sw.js`,
          globDirectory: client,
          globPatterns: ['offline.html', 'favicon.svg'],
          dontCacheBustURLsMatching: /_astro\//,
        });
        await rm(draft);
        for (const warning of warnings) logger.warn(warning);
        logger.info(`sw.js keeps ${count} files (${Math.round(size / 1024)} KB) beforehand`);
      },
    },
  };
}
