import { fill } from '../../ui/fill.ts';
import { useClassDesk } from './parts.tsx';
import type { Saved } from './useEntry.ts';
import { seatList } from './words.ts';

/** What came of saving an hour, also what was not as the teacher thought. */
export function HourTold({ saved }: { saved: Saved }) {
  const { words } = useClassDesk();
  const lines = (['had', 'kept', 'added', 'removed'] as const).filter((one) => saved[one].length > 0);
  return (
    <div class="notice stack tight" role="status" data-testid="saved">
      <p>
        <b>{fill(words.saved, { counted: saved.counted, back: saved.taken_back })}</b>
      </p>
      {lines.map((one) => (
        <p key={one}>{fill(words[`saved_${one}`], { seats: seatList(saved[one], words.comma) })}</p>
      ))}
    </div>
  );
}
