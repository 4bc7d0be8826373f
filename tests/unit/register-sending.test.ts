import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BODY_MAX_BYTES } from '../../src/contract/records.ts';
import { type BatchRow, CALL_ROWS } from '../../src/contract/registers.ts';
import { type Sent, sendRows } from '../../src/staff/registers/sending.ts';

const calls = vi.hoisted(() => ({ openBatch: vi.fn(), addRows: vi.fn(), dropBatch: vi.fn() }));
vi.mock('../../src/staff/registers/calls.ts', () => calls);
beforeEach(() => {
  for (const call of Object.values(calls)) call.mockReset();
  calls.openBatch.mockResolvedValue({ batch: 'made' });
  calls.addRows.mockResolvedValue({ problems: [] });
});

const ABOUT = { place: '330302', as_of: '2026-01-01', source: '区禁毒办' };
const rowOf = (n: number, text = ''): BatchRow => ({
  ...{ row: n, act: 'put', key: `row-${n}`, place: '330302', title: { 'zh-Hans': `第${n}条` }, from: null, to: null },
  ...{ number: { value: 1, qualifier: 'exact' }, measures: {}, fields: text ? { text: { 'zh-Hans': text } } : {} },
});
const sentRows = () => calls.addRows.mock.calls.map(([, rows]) => rows as BatchRow[]);

describe('rows of a register', () => {
  it('travel in calls that the edge lets through, however long their texts are, in order, none twice', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => rowOf(i + 1, i < 250 ? '教育基地'.repeat(250) : ''));
    expect(await sendRows('base', ABOUT, rows, { batch: null, sent: 0 }, () => {})).toEqual([]);
    expect(calls.openBatch).toHaveBeenCalledExactlyOnceWith('base', ABOUT, 450);
    expect(sentRows().flat()).toEqual(rows);
    for (const chunk of sentRows()) {
      expect(chunk.length).toBeLessThanOrEqual(CALL_ROWS);
      const body = JSON.stringify({ batch: crypto.randomUUID(), rows: chunk });
      expect(new TextEncoder().encode(body).length).toBeLessThan(BODY_MAX_BYTES);
    }
  });

  it('go on from where they stood when the network failed between two calls', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => rowOf(i + 1));
    let at: Sent = { batch: null, sent: 0 };
    calls.addRows.mockResolvedValueOnce({ problems: [] }).mockRejectedValueOnce(new Error('offline'));
    const send = () => sendRows('base', ABOUT, rows, at, (now) => (at = now));
    await expect(send()).rejects.toThrow('offline');
    expect(at).toEqual({ batch: 'made', sent: 200 });
    expect(await send()).toEqual([]);
    expect(calls.openBatch).toHaveBeenCalledOnce();
    expect(sentRows().map((chunk) => chunk[0]?.row)).toEqual([1, 201, 201, 401]);
    expect(at).toEqual({ batch: 'made', sent: 450 });
  });

  it('come in whole or not at all', async () => {
    const problem = { row: 2, field: 'key', rule: 'elsewhere' };
    calls.addRows.mockResolvedValueOnce({ problems: [problem] });
    expect(await sendRows('base', ABOUT, [rowOf(1), rowOf(2)], { batch: null, sent: 0 }, () => {})).toEqual([problem]);
    expect(calls.dropBatch).toHaveBeenCalledExactlyOnceWith('made');
  });
});
