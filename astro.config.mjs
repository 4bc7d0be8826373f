import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { inlineScript } from './src/layouts/build/inline-script.mjs';
import { languagesOnly } from './src/layouts/build/languages.mjs';
import { leanPolicy } from './src/layouts/build/policy.mjs';
import { serviceWorker } from './src/sw/build.mjs';

/** Newest syntax that the in-app browsers of the support floor still parse. */
export const BROWSERS = ['chrome86', 'safari14.1'];

/**
 * What every page that answers loads comes as one file, whoever else uses a part of it: each file costs its headers. The
 * helper for late imports stands by itself, or pages of the console would fetch the outbox for its sake.
 */
const GROUPS = [
  { name: 'preload-helper', test: /vite\/preload-helper/, priority: 2 },
  {
    name: 'outbox',
    test: /\/src\/(outbox\/(index|note|channel|clock|counts|db|porter|status|text|triggers)|backend\/browser|contract\/records|sw\/bridge)\.ts$/,
    priority: 1,
  },
];

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
    build: {
      target: BROWSERS,
      rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
    },
    // pages tell the outbox which build they are: a record that an old page could not deliver is tried again by a new one
    define: { 'import.meta.env.BUILD': JSON.stringify(Date.now().toString(36)) },
    plugins: [inlineScript({ target: BROWSERS })],
  },
});
