/** Components that tests import bring their styles; only the bundler reads them. */
declare module '*.css';
declare module '*.css?url' {
  const address: string;
  export default address;
}
