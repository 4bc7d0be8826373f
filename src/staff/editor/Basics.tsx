import { QUESTION_KINDS, STAGES } from '../../contract/content.ts';
import type { Areas } from '../../i18n/keys.ts';
import { name } from '../bank/Chips.tsx';
import type { Pool, QuestionBody } from '../documents.ts';
import { Field, Says, useControl, useForm } from './Field.tsx';
import { changeKind } from './question.ts';
import { TopicField } from './TopicField.tsx';

const POOLS: readonly Pool[] = ['practice', 'contest', 'monitoring'];

interface Props {
  body: QuestionBody;
  change: (next: (body: QuestionBody) => QuestionBody) => void;
  bank: Areas['console_bank'];
  topics: Record<number, string>;
  /** a question belongs to one pool for ever */
  poolFixed: boolean;
}

/** What a question is: use, type, topic, whom it is for, how hard. */
export function Basics({ body, change, bank, topics, poolFixed }: Props) {
  const { words } = useForm();
  const put = (patch: Partial<QuestionBody>) => change((now) => ({ ...now, ...patch }));
  return (
    <fieldset class="card group">
      <legend>{words.basics}</legend>
      <div class="fields">
        <Field field="kind" label={words.field_kind}>
          {(control) => (
            <select
              {...control}
              name="kind"
              value={body.kind}
              onChange={(event) => {
                const kind = event.currentTarget.value as QuestionBody['kind'];
                change((now) => changeKind(now, kind));
              }}
            >
              {QUESTION_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {name(bank, 'kind', kind)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TopicField label={words.field_kp} topics={topics} kp={body.kp} put={(kp) => put({ kp })} />
        <Field field="difficulty" label={words.field_difficulty}>
          {(control) => (
            <select
              {...control}
              name="difficulty"
              value={body.difficulty}
              onChange={(event) => put({ difficulty: Number(event.currentTarget.value) })}
            >
              {([1, 2, 3] as const).map((level) => (
                <option key={level} value={level}>
                  {words[`difficulty_${level}`]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field field="pool" label={words.field_pool}>
          {(control) => (
            <select
              {...control}
              name="pool"
              value={body.pool}
              disabled={poolFixed}
              title={poolFixed ? words.pool_fixed : undefined}
              onChange={(event) => put({ pool: event.currentTarget.value as Pool })}
            >
              {POOLS.map((pool) => (
                <option key={pool} value={pool}>
                  {name(bank, 'pool', pool)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Stages body={body} put={put} bank={bank} />
      <p class="small muted">{poolFixed ? words.pool_fixed : words.pool_hint}</p>
    </fieldset>
  );
}

function Stages({
  body,
  put,
  bank,
}: {
  body: QuestionBody;
  put: (patch: Partial<QuestionBody>) => void;
  bank: Areas['console_bank'];
}) {
  const { words } = useForm();
  const { control, findings } = useControl('stages');
  return (
    <div class="field" role="group" aria-labelledby="stages-label" id={control.id} tabIndex={-1}>
      <span class="label" id="stages-label">
        {words.field_stages}
      </span>
      <div class="row">
        {STAGES.map((stage) => (
          <label key={stage} class="row flag">
            <input
              type="checkbox"
              name="stages"
              value={stage}
              checked={body.stages.includes(stage)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                put({ stages: STAGES.filter((one) => (one === stage ? on : body.stages.includes(one))) });
              }}
            />
            {name(bank, 'stage', stage)}
          </label>
        ))}
      </div>
      <Says id={control.id} findings={findings} />
    </div>
  );
}
