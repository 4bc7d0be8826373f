import { STAGES, type Stage } from '../../contract/content.ts';
import type { ReadOptions } from '../../exercise/exchange/types.ts';
import type { Areas } from '../../i18n/keys.ts';

interface Props {
  words: Areas['console_exchange'];
  topics: Record<number, string>;
  options: ReadOptions;
  change: (patch: Partial<ReadOptions>) => void;
  disabled: boolean;
}

/** What counts where the file says nothing. */
export function Choices({ words, topics, options, change, disabled }: Props) {
  const toggle = (stage: Stage, on: boolean) => {
    const stages = STAGES.filter((each) => (each === stage ? on : options.stages.includes(each)));
    if (stages.length) change({ stages });
  };
  return (
    <fieldset class="card choices" disabled={disabled}>
      <legend>{words.options}</legend>
      <p class="muted small">{words.options_text}</p>
      <div class="row">
        <label class="row">
          {words.kp}
          <select
            name="kp"
            value={options.kp ?? ''}
            onChange={(event) => change({ kp: Number(event.currentTarget.value) || null })}
          >
            <option value="">{words.kp_none}</option>
            {Object.entries(topics).map(([code, name]) => (
              <option key={code} value={code}>
                {code} {name}
              </option>
            ))}
          </select>
        </label>
        <label class="row">
          {words.pool}
          <select
            name="pool"
            value={options.pool}
            onChange={(event) => change({ pool: event.currentTarget.value as ReadOptions['pool'] })}
          >
            {(['practice', 'contest', 'monitoring'] as const).map((pool) => (
              <option key={pool} value={pool}>
                {words[`pool_${pool}`]}
              </option>
            ))}
          </select>
        </label>
        <label class="row">
          {words.difficulty}
          <select
            name="difficulty"
            value={options.difficulty}
            onChange={(event) => change({ difficulty: Number(event.currentTarget.value) })}
          >
            {([1, 2, 3] as const).map((level) => (
              <option key={level} value={level}>
                {words[`difficulty_${level}`]}
              </option>
            ))}
          </select>
        </label>
        <label class="row">
          {words.checked_on}
          <input
            type="date"
            name="checked_on"
            value={options.checked_on}
            onChange={(event) => event.currentTarget.value && change({ checked_on: event.currentTarget.value })}
          />
        </label>
        <label class="row">
          {words.f_facts}
          <input
            name="facts"
            size={12}
            placeholder="F1, F12"
            value={options.facts?.join(', ') ?? ''}
            onChange={(event) => change({ facts: event.currentTarget.value.toUpperCase().match(/F\d{1,4}/g) ?? [] })}
          />
        </label>
        <label class="row">
          {words.f_valid_from}
          <input
            type="date"
            name="valid_from"
            value={options.valid_from ?? ''}
            onChange={(event) => change({ valid_from: event.currentTarget.value || null })}
          />
        </label>
        <span class="row" role="group" aria-label={words.stages}>
          {words.stages}
          {STAGES.map((stage) => (
            <label class="row tight" key={stage}>
              <input
                type="checkbox"
                name="stage"
                checked={options.stages.includes(stage)}
                onChange={(event) => toggle(stage, event.currentTarget.checked)}
              />
              {words[`stage_${stage}`]}
            </label>
          ))}
        </span>
      </div>
    </fieldset>
  );
}
