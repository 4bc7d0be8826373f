/**
 * Record text is ASCII-only JSON made by the outbox. A raw control character or a lone surrogate in one element makes
 * the whole request fail before the function runs, so such an element is emptied here: the database answers
 * `rejected:unparsable` for it and its neighbours are judged as if it had never been there.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f]/;

export function cleanElement(element: unknown): string {
  return typeof element === 'string' && element.isWellFormed() && !CONTROL.test(element) ? element : '';
}

/** The body of `record_participation` with its batch cleaned; null when it is not the JSON of such a call. */
export function cleanBatch(bytes: Buffer): Buffer | null {
  const call = parseObject(bytes);
  if (!call || !Array.isArray(call.batch)) return null;
  try {
    return Buffer.from(JSON.stringify({ ...call, batch: call.batch.map(cleanElement) }));
  } catch {
    return null; // nested so deeply that it cannot be written again
  }
}

/** The JSON object in a request body, or null. An empty body is a call without arguments. */
export function parseObject(bytes: Buffer): Record<string, unknown> | null {
  if (bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
