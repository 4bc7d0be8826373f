import { GRADES, PROOFS } from '../../contract/trails.ts';
import { Says, useControl } from '../editor/Field.tsx';
import { pointField } from './findings.ts';
import type { PointProps } from './PointEditor.tsx';
import { emptyQuestion } from './Question.tsx';
import { useTrailWords } from './words.tsx';

/** Ways in which a visitor can prove to have been here, each with what it is worth. */
export function Proofs({ point, put }: Pick<PointProps, 'point' | 'put'>) {
  const words = useTrailWords();
  const { control, findings } = useControl(pointField(point.id, 'proofs'));
  const toggle = (proof: (typeof PROOFS)[number]) => {
    const proofs = point.proofs.includes(proof)
      ? point.proofs.filter((one) => one !== proof)
      : PROOFS.filter((one) => one === proof || point.proofs.includes(one));
    put({ proofs, ...(proofs.includes('question') && !point.question ? { question: emptyQuestion() } : {}) });
  };
  return (
    <div class="field" role="group" aria-labelledby={`${control.id}-label`}>
      <span id={`${control.id}-label`}>
        <span class="label">{words.field_proofs}</span>
        <span class="small muted hint-text">{words.proofs_hint}</span>
      </span>
      <ul class="proofs" id={control.id} tabIndex={-1}>
        {PROOFS.map((proof) => (
          <li key={proof}>
            <label class="row flag">
              <input
                type="checkbox"
                name={`proof-${proof}`}
                checked={point.proofs.includes(proof)}
                onChange={() => toggle(proof)}
              />
              <span>
                <b>{words[`proof_${proof}`]}</b>{' '}
                <span class={`state grade-${GRADES[proof]}`}>{words[`grade_${GRADES[proof]}`]}</span>
                <span class="small muted"> {words[`proof_${proof}_text`]}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <Says id={control.id} findings={findings} />
    </div>
  );
}
