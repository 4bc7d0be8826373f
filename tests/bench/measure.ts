import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The value below which a share of the values lies (0.5: the median). */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
export const median = (values: number[]) => quantile(values, 0.5);

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const s = (value: number) => `${(value / 1000).toFixed(2)} s`;
export const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
export const times = (ratio: number) => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2)}×`;
export const count = (value: number) => Math.round(value).toLocaleString('en');

/** A Markdown table. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Whether an aim is reached, said beside its figure. */
export const aim = (reached: boolean, text: string) => `${reached ? '✓' : '✗'} ${text}`;

/** Milliseconds of one fdatasync of 8 KB in a folder: what every commit of the database waits for. */
export function flushTime(folder: string): { median: number; p99: number } {
  const file = path.join(folder, 'bench-flush');
  const fd = fs.openSync(file, 'w');
  const block = Buffer.alloc(8192, 1);
  const took = Array.from({ length: 300 }, () => {
    fs.writeSync(fd, block, 0, block.length, 0);
    const from = performance.now();
    fs.fdatasyncSync(fd);
    return performance.now() - from;
  });
  fs.closeSync(fd);
  fs.rmSync(file);
  return { median: median(took), p99: quantile(took, 0.99) };
}

/** What the machine was and how busy: figures mean nothing without it. */
export function machine(): string {
  const [one] = os.loadavg();
  return `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, load ${one?.toFixed(1)}, Node ${process.versions.node}`;
}
