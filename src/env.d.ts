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

/** Addresses of style sheets that come with what needs them. */
declare module '*.css?url' {
  const address: string;
  export default address;
}
