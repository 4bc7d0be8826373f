import { type BatchReply, PROTOCOL, REJECT_CODES, type Verdict } from '../contract/records.ts';

const VERDICTS = new Set<string>([
  'accepted',
  'seen',
  'late',
  'closed',
  'conflict',
  ...REJECT_CODES.map((code) => `rejected:${code}`),
]);

/** Codes of a newer server end in a word we do not know; they are verdicts all the same. */
const isVerdict = (value: unknown): value is Verdict =>
  typeof value === 'string' && (VERDICTS.has(value) || /^rejected:[a-z_]{1,40}$/.test(value));

/**
 * The reply, if it is one to exactly these records: our protocol, an epoch, a clock, and one verdict per record with its id
 * echoed in order. Anything else (a captive portal's page, a cut or swapped answer) is null and acknowledges nothing.
 */
export function readVerdicts(status: number, body: unknown, ids: string[]): BatchReply | null {
  if (status !== 200 || typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const reply = body as Partial<BatchReply>;
  if (reply.protocol !== PROTOCOL || typeof reply.epoch !== 'string' || !reply.epoch) return null;
  if (typeof reply.server_now !== 'string' || Number.isNaN(Date.parse(reply.server_now))) return null;
  if (!Array.isArray(reply.verdicts) || reply.verdicts.length !== ids.length) return null;
  const matches = reply.verdicts.every((given: unknown, i) => {
    const { id, verdict } = (given ?? {}) as { id?: unknown; verdict?: unknown };
    if (!isVerdict(verdict)) return false;
    // a record that could not be read has no id to echo
    return id === ids[i] || (id === null && (verdict === 'rejected:unparsable' || verdict === 'rejected:bad_id'));
  });
  return matches ? (reply as BatchReply) : null;
}
