/** What became of the scan that this page stands for; loaded behind the page. */
import { exportQueue, readDraft, startDelivery, subscribe, writeDraft } from '../../outbox/index.ts';
import { ATTENDED_KEY, type Attended, type AttendState, attendState } from './attend.ts';

async function look() {
  const at = (history.state as { attend?: number } | null)?.attend;
  if (at === undefined) return;
  const list = (await readDraft<Attended[]>(ATTENDED_KEY)) ?? [];
  const one = list.find((scan) => scan.at === at);
  if (!one) return;
  const rows = await exportQueue();
  const row = rows.find(({ record }) => (record as { id: string }).id === one.record);
  const state = one.record ? attendState(row) : 'noted';
  dispatchEvent(new CustomEvent<AttendState>('qingtu-attend', { detail: state }));
  // what the database did not take may be scanned again
  if (row?.state === 'rejected')
    await writeDraft(
      ATTENDED_KEY,
      list.filter((scan) => scan !== one),
    );
}

let waiting = -1;
subscribe((status) => {
  const delivered = waiting > status.waiting;
  waiting = status.waiting;
  if (delivered) void look();
});
addEventListener('qingtu-attended', () => void look());
startDelivery();
void look();
