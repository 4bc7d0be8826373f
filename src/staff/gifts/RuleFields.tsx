import type { GiftBody, GiftRule } from '../../contract/trails.ts';
import { asks } from '../../features/rewards/rewards.ts';
import { Field } from '../editor/Field.tsx';
import { NumberField } from '../editor/NumberField.tsx';
import { useDesk } from '../shell/Console.tsx';
import { type Choices, cardOf, sayer, strengthOf } from './card.ts';
import { EMPTY_RULE, MOST } from './gift.ts';
import type { EditorWords } from './words.ts';

interface Props {
  words: EditorWords;
  /** the residents' words in the language of the screen */
  said: Record<string, string>;
  body: GiftBody;
  change: (next: (body: GiftBody) => GiftBody) => void;
  choices: Choices;
}

/** What a gift asks for, and the same in the words that residents read. */
export function RuleFields({ words, said, body, change, choices }: Props) {
  const { locale } = useDesk();
  const { rule } = body;
  const put = (patch: Partial<GiftRule>) => change((now) => ({ ...now, rule: { ...now.rule, ...patch } }));
  const lines = asks(cardOf('', body, locale, choices), sayer(said, locale), '');
  const strength = strengthOf(body);
  const known = (list: readonly { key: string }[] | null, key: string | null) =>
    key && list && !list.some((one) => one.key === key) ? [key] : [];
  const trails = (choices.trails ?? []).map(({ slug, title }) => ({ key: slug, title }));
  const choice = (field: 'trail' | 'quiz', list: readonly { key: string; title: string }[], none: string) => (
    <Field field={`rule_${field}`} label={words[`field_rule_${field}`]}>
      {(control) => (
        <select
          {...control}
          name={field}
          value={rule[field] ?? ''}
          onChange={(event) => {
            const key = event.currentTarget.value || null;
            // a first trail begins with the proofs that most gifts ask for
            const proofs = field === 'trail' && key && !rule.trail ? { strong: EMPTY_RULE.strong } : {};
            put({ [field]: key, ...proofs });
          }}
        >
          <option value="">{none}</option>
          {known(list, rule[field]).map((key) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
          {list.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <fieldset class="card group" id="f-rule" tabIndex={-1}>
      <legend>{words.field_rule}</legend>
      {choice('trail', trails, words.no_trail)}
      {rule.trail && (
        <div class="fields rule-proof">
          <Field field="rule_grade" label={words.field_rule_grade}>
            {(control) => (
              <select
                {...control}
                name="grade"
                value={rule.grade}
                onChange={(event) => put({ grade: Number(event.currentTarget.value) as GiftRule['grade'] })}
              >
                {([1, 2, 3] as const).map((grade) => (
                  <option key={grade} value={grade}>
                    {words[`rule_grade_${grade}`]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <NumberField
            field="rule_strong"
            label={words.field_rule_strong}
            hint={words.strong_hint}
            value={rule.strong}
            range={[0, MOST.strong]}
            put={(strong) => put({ strong: strong ?? 0 })}
          />
        </div>
      )}
      <div class="fields">
        <NumberField
          field="rule_points"
          label={words.field_rule_points}
          hint={words.empty_hint}
          value={rule.points}
          range={[1, MOST.points]}
          put={(points) => put({ points })}
        />
        <NumberField
          field="rule_first"
          label={words.field_rule_first}
          hint={words.empty_hint}
          value={rule.first}
          range={[1, MOST.first]}
          put={(first) => put({ first })}
        />
        <NumberField
          field="per_person"
          label={words.field_per_person}
          value={body.per_person}
          range={[1, MOST.per_person]}
          put={(per_person) => change((now) => ({ ...now, per_person: per_person ?? 0 }))}
        />
      </div>
      {choice('quiz', choices.quizzes ?? [], words.no_quiz)}
      <div class="notice rule-told" data-testid="rule-told">
        <b>{words.rule_told}</b>
        {lines.length === 0 ? (
          <p>{words.rule_asks_nothing}</p>
        ) : (
          <ul class="plain">
            {lines.map(({ what, text }) => (
              <li key={what}>{text}</li>
            ))}
          </ul>
        )}
        {strength !== 'none' && (
          <p class={strength === 'vouched' ? 'small muted' : 'small warn'} data-strength={strength}>
            {words[`strength_${strength}`]}
          </p>
        )}
      </div>
    </fieldset>
  );
}
