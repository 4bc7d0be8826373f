/** What changed between two texts, readable: words in Latin scripts, single characters in Chinese. Pure. */

export interface Part {
  kind: 'same' | 'ins' | 'del';
  text: string;
}

/** Above this the table would be too large; such texts are shown as replaced in their middle. */
const MOST = 1_500;

/** Characters of what stayed that are shown beside a change, to the end of their line. */
const BESIDE = 100;

/** The parts with long stretches of what stayed left out between whole lines: a lesson has fifty screens of them. */
export function abridged(parts: readonly Part[]): Part[] {
  if (parts.every(({ kind }) => kind === 'same')) return [...parts];
  return parts.map((part, i) => {
    const { kind, text } = part;
    if (kind !== 'same') return part;
    const head = i === 0 ? 0 : text.indexOf('\n', BESIDE);
    const tail = i === parts.length - 1 ? text.length : text.lastIndexOf('\n', text.length - BESIDE) + 1;
    if (head < 0 || tail - head < 3 * BESIDE) return part;
    return { kind, text: `${text.slice(0, head)}${head ? '\n' : ''}⋯\n${text.slice(tail)}` };
  });
}

const tokens = (text: string): string[] => text.match(/[\p{Script=Latin}\p{N}'’-]+|\s+|[\s\S]/gu) ?? [];

const lines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Parts of the older text (`same`, `del`) and the newer one (`same`, `ins`) in reading order. */
export function diffText(before: string, after: string): Part[] {
  if (tokens(before).length <= MOST && tokens(after).length <= MOST) return diff(tokens(before), tokens(after));
  // a long text is compared by lines first; only lines that changed are looked into
  const parts = diff(lines(before), lines(after));
  return parts.flatMap((part, i) => {
    const [last, next] = [parts[i - 1], parts[i + 1]];
    if (part.kind === 'ins' && last?.kind === 'del') return [];
    return part.kind === 'del' && next?.kind === 'ins' ? diff(tokens(part.text), tokens(next.text)) : [part];
  });
}

function diff(a: string[], b: string[]): Part[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const parts: Part[] = [];
  const push = (kind: Part['kind'], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text) parts.push({ kind, text });
  };
  push('same', a.slice(0, start).join(''));
  const middle = lcs(a.slice(start, a.length - end), b.slice(start, b.length - end));
  for (const part of middle) push(part.kind, part.text);
  push('same', a.slice(a.length - end).join(''));
  return gather(parts);
}

/** Longest common subsequence of tokens, by the table. */
function lcs(a: string[], b: string[]): Part[] {
  if (a.length > MOST || b.length > MOST || !a.length || !b.length) {
    const whole: Part[] = [];
    if (a.length) whole.push({ kind: 'del', text: a.join('') });
    if (b.length) whole.push({ kind: 'ins', text: b.join('') });
    return whole;
  }
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const parts: Part[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i++] as string });
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      parts.push({ kind: 'del', text: a[i++] as string });
    else parts.push({ kind: 'ins', text: b[j++] as string });
  }
  return parts;
}

/** Between two meeting points all that went stands before all that came: easier to read than a mosaic. */
function gather(parts: Part[]): Part[] {
  const out: Part[] = [];
  let del = '';
  let ins = '';
  const flush = () => {
    if (del) out.push({ kind: 'del', text: del });
    if (ins) out.push({ kind: 'ins', text: ins });
    del = ins = '';
  };
  for (const part of parts) {
    if (part.kind === 'del') del += part.text;
    else if (part.kind === 'ins') ins += part.text;
    else {
      flush();
      out.push(part);
    }
  }
  flush();
  return out;
}
