/** Modules made at build time by src/layouts/build/inline-script.mjs. */
declare module 'inline:*' {
  const code: string;
  export default code;
  export const hash: `sha256-${string}`;
}

interface ImportMetaEnv {
  /** names this build */
  readonly BUILD: string;
}
