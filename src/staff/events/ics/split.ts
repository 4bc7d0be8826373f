/** A calendar file as lines and parts, so that one broken event does not take the others with it. Pure. */
import type { IcsProblem } from './types.ts';

export interface Part {
  name: 'VEVENT' | 'VTIMEZONE';
  /** line on which it begins, from 1 */
  line: number;
  lines: { line: number; text: string }[];
}
export interface Split {
  calendar: boolean;
  name: string;
  parts: Part[];
  problems: IcsProblem[];
}

/** UTF-8 as the standard has it; what is no UTF-8 is read as GB18030, which old Chinese programs wrote. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Lines as they were before they were folded. */
function unfold(text: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const last = found.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else if (raw.trim()) found.push({ line: i + 1, text: raw });
  }
  return found;
}

export const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Events and time zones of a file, each on its own. */
export function split(text: string): Split {
  const found: Split = { calendar: false, name: '', parts: [], problems: [] };
  let part: Part | null = null;
  const inside: string[] = [];
  for (const one of unfold(text.replace(/^\ufeff/, ''))) {
    const mark = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(one.text);
    const name = mark?.[2]?.toUpperCase() ?? '';
    if (name === 'VCALENDAR') found.calendar = true;
    if (!part) {
      if (mark?.[1]?.toUpperCase() === 'BEGIN' && (name === 'VEVENT' || name === 'VTIMEZONE')) {
        part = { name, line: one.line, lines: [one] };
        inside.length = 0;
      } else if (/^X-WR-CALNAME[;:]/i.test(one.text)) found.name = one.text.slice(one.text.indexOf(':') + 1);
      continue;
    }
    if (mark && mark[1]?.toUpperCase() === 'BEGIN' && name === part.name) {
      found.problems.push({ line: part.line, rule: 'unclosed', text: part.name });
      part = { name: part.name, line: one.line, lines: [one] };
      inside.length = 0;
      continue;
    }
    part.lines.push(one);
    if (mark?.[1]?.toUpperCase() === 'BEGIN') inside.push(name);
    else if (mark && name === part.name) {
      found.parts.push(part);
      part = null;
    } else if (mark) inside.pop();
  }
  if (part) found.problems.push({ line: part.line, rule: 'unclosed', text: part.name });
  return found;
}

/** The line of a part that is no line of a calendar; its first one where all look alike. */
export const brokenLine = ({ lines }: Part): { line: number; text: string } =>
  lines.find(({ text }) => !/^[A-Za-z0-9-]+[;:]/.test(text)) ?? (lines[0] as { line: number; text: string });
