import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { inlineScript } from './src/layouts/build/inline-script.mjs';
import { languagesOnly } from './src/layouts/build/languages.mjs';
import { leanPolicy } from './src/layouts/build/policy.mjs';
import { serviceWorker } from './src/sw/build.mjs';

/** Newest syntax that the in-app browsers of the support floor still parse. */
export const BROWSERS = ['chrome86', 'safari14.1'];

export default defineConfig({
  site: process.env.SITE_URL || 'http://127.0.0.1:8080',
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [preact(), languagesOnly(), leanPolicy(), serviceWorker({ target: BROWSERS })],
  session: false,
  trailingSlash: 'never',
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'always', format: 'file' },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  vite: {
    build: { target: BROWSERS },
    // pages tell the outbox which build they are: a record that an old page could not deliver is tried again by a new one
    define: { 'import.meta.env.BUILD': JSON.stringify(Date.now().toString(36)) },
    plugins: [inlineScript({ target: BROWSERS })],
  },
});
