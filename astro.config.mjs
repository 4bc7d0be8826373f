import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import { inlineScript } from './src/layouts/build/inline-script.mjs';

/** Newest syntax that the in-app browsers of the support floor still parse. */
export const BROWSERS = ['chrome86', 'safari14.1'];

export default defineConfig({
  site: process.env.SITE_URL || 'http://127.0.0.1:8080',
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [preact()],
  session: false,
  trailingSlash: 'never',
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'always' },
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
    plugins: [inlineScript({ target: BROWSERS })],
  },
});
