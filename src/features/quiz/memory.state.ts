/**
 * What this phone remembers of its answers, and the five it proposes next. Derived from the records in the outbox, so it
 * can be thrown away: drafts `memory` {cards, upto}, `plan:daily` {items}, `practice:seals` {codes}. Runs after a round,
 * never before the first answer.
 */
import type { Question } from '../../contract/content.ts';
import type { AnswerRecord } from '../../contract/records.ts';
import { exportQueue, readDraft, writeDraft } from '../../outbox/index.ts';
import { chooseFive, type Memory, remember } from './daily.ts';
import { markDraft } from './quiz.state.ts';

interface Kept {
  cards: Memory;
  /** wall time of the newest record taken in */
  upto: number;
  /** codes answered right at least once */
  right: string[];
}

/** A knowledge point's seal is pressed when this many of its questions have been answered right. */
const SEAL_AFTER = 3;

export async function takeStock(bankUrl: string): Promise<void> {
  const reply = await fetch(bankUrl);
  if (!reply.ok) return;
  const bank = (await reply.json()) as Question[];
  const byCode = new Map(bank.map((q) => [q.code, q]));
  const kept = (await readDraft<Kept>('memory')) ?? { cards: {}, upto: 0, right: [] };
  const right = new Set(kept.right);
  let { cards, upto } = kept;
  const answers = (await exportQueue())
    .map((row) => row.record as AnswerRecord)
    .filter((record) => record.kind === 'answer' && Date.parse(record.at) > kept.upto)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  for (const record of answers) {
    upto = Math.max(upto, Date.parse(record.at));
    const question = byCode.get(record.question);
    if (!question) continue;
    const ok = record.choice === question.answer;
    if (ok) right.add(question.code);
    cards = remember(cards, question.code, ok, new Date(record.at));
  }
  await writeDraft('memory', { cards, upto, right: [...right] } satisfies Kept);
  // Chosen for tomorrow: what is due by then counts as due.
  const items = chooseFive(bank, cards, new Date(upto + 86_400_000));
  await writeDraft('plan:daily', { items });
  markDraft('plan');
  const count = new Map<number, number>();
  for (const code of right) {
    const kp = byCode.get(code)?.kp;
    if (kp) count.set(kp, (count.get(kp) ?? 0) + 1);
  }
  await writeDraft('practice:seals', { codes: [...count].filter(([, n]) => n >= SEAL_AFTER).map(([kp]) => kp) });
}
