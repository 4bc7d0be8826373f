/** What a file for exchange may be. The worker, the pages and the tests all read these; the server checks again. */
export const LIMITS = {
  /** size of the chosen file */
  bytes: 2 * 1024 * 1024,
  /** files in a zip, folders included */
  entries: 64,
  /** bytes of a zip's files together, counted while they are inflated: the sizes that a zip declares can lie */
  inflated: 20 * 1024 * 1024,
  /** questions in one file, header and blank rows not counted */
  rows: 10_000,
  /** columns of a sheet; the template has 42 */
  columns: 60,
  /** cells of a sheet, empty ones with a style included */
  cells: 600_000,
  /** elements inside elements */
  depth: 100,
  /** characters of a text; the database has the same */
  stem: 500,
  option: 200,
  explanation: 1_000,
  source: 500,
  /** the page ends the worker after this long */
  milliseconds: 5_000,
} as const;
