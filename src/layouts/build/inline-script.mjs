import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { build } from 'vite';

const PREFIX = 'inline:';
const RESOLVED = '\0inline:';

/** Style sheets reach the page through its .astro files; inside the script an imported one means nothing. */
const withoutStyles = {
  name: 'inline-script:without-styles',
  enforce: 'pre',
  resolveId: (id) => (/\.css(\?|$)/.test(id) ? '\0empty-style' : null),
  load: (id) => (id === '\0empty-style' ? 'export default ""' : null),
};

/**
 * Vite plugin: `import code, { hash } from 'inline:/src/…/entry.ts'` gives the entry, bundled with all its imports into
 * one minified classic script, and the hash that lets it through the content security policy. The page writes it as
 * `<script is:inline set:html={code} />` and calls `Astro.csp?.insertScriptHash(hash)`: what the first answer needs then
 * comes in the one response that brings the page.
 * @param {{ target: string[] }} options browsers whose syntax the script must keep to
 */
export function inlineScript({ target }) {
  let root = process.cwd();
  let mode = 'production';
  return {
    name: 'inline-script',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      mode = config.mode;
    },
    resolveId(id) {
      if (!id.startsWith(PREFIX)) return null;
      const path = id.slice(PREFIX.length);
      return RESOLVED + (isAbsolute(path) && path.startsWith(root) ? path : join(root, path));
    },
    async load(id) {
      if (!id.startsWith(RESOLVED)) return null;
      const entry = id.slice(RESOLVED.length);
      const { code, files } = await bundle(entry, { root, mode, target });
      for (const file of files) this.addWatchFile(file);
      const hash = `sha256-${createHash('sha256').update(code).digest('base64')}`;
      return `export default ${JSON.stringify(code)};\nexport const hash = ${JSON.stringify(hash)};`;
    },
  };
}

async function bundle(entry, { root, mode, target }) {
  const result = await build({
    root,
    mode,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode), 'import.meta.env.SSR': 'false' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [withoutStyles],
    build: {
      write: false,
      target,
      minify: true,
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: '_', fileName: 'inline' },
      rolldownOptions: { output: { codeSplitting: false, extend: true } },
    },
  });
  const chunk = [result].flat()[0].output.find((part) => part.type === 'chunk');
  // A closing tag inside a string would end the element it is written into.
  const code = chunk.code
    .trim()
    .replaceAll(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
  return { code, files: chunk.moduleIds.filter((file) => isAbsolute(file)) };
}
