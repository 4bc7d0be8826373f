/** The traditional words of any body whose words stand as {"zh-Hans": …, "zh-Hant": …, "en": …}, wherever in it. Pure. */
type Convert = (text: string) => string;

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWritten = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : typeof value === 'object' && Object.values(value ?? {}).some(isWritten);

/** Whether anything traditional has been written already. */
export function anyHant(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(anyHant);
  if (!isGroup(value)) return false;
  return 'zh-Hans' in value ? isWritten(value['zh-Hant']) : Object.values(value).some(anyHant);
}

/** A text, a list or a group of texts in traditional characters: `had` stays where it says something, unless all is made anew. */
function traditional(simple: unknown, had: unknown, convert: Convert, all: boolean): unknown {
  if (typeof simple === 'string') return !all && isWritten(had) ? had : convert(simple);
  if (Array.isArray(simple))
    return simple.map((one, i) => traditional(one, Array.isArray(had) ? had[i] : undefined, convert, all));
  if (!isGroup(simple)) return simple;
  const old = isGroup(had) ? had : {};
  return Object.fromEntries(
    Object.entries(simple).map(([key, one]) => [key, traditional(one, old[key], convert, all)]),
  );
}

/** Fills in the traditional words: all of them anew, or only where there are none. What is empty in zh-Hans stays away. */
export function hantOf<B>(body: B, convert: Convert, all: boolean): B {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isGroup(value)) return value;
    if (!('zh-Hans' in value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]));
    const simple = value['zh-Hans'];
    return isWritten(simple) ? { ...value, 'zh-Hant': traditional(simple, value['zh-Hant'], convert, all) } : value;
  };
  return walk(body) as B;
}
