import { useState } from 'preact/hooks';
import { formatDate } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { today } from '../editor/page.ts';
import { useDesk } from '../shell/Console.tsx';
import { type Colleague, dropTeacher, schoolTeachers, setTeacher } from './calls.ts';
import { useAct, useClassDesk } from './parts.tsx';

/** Who teaches the class, and who stands in until a day. */
export function Teachers() {
  const { locale } = useDesk();
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  return (
    <section class="card stack tight" aria-label={words.teachers}>
      <h3>{words.teachers}</h3>
      <ul class="plain-list stack tight" data-testid="teachers">
        {page.teachers.map(({ sign_in, name, me, until }) => (
          <li key={sign_in} class="row">
            <span class="grow">
              {name}
              {me && <span class="muted"> {words.me}</span>}
              {until && <span class="muted"> {fill(words.until, { day: formatDate(locale, until) })}</span>}
            </span>
            {page.teachers.length > 1 && (
              <button
                type="button"
                class="btn"
                disabled={busy}
                aria-label={fill(words.drop_teacher, { name })}
                onClick={() => act(() => dropTeacher(page.class.id, sign_in), fill(words.dropped_teacher, { name }))}
              >
                {words.drop}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Add />
    </section>
  );
}

function Add() {
  const desk = useDesk();
  const { words, page } = useClassDesk();
  const { busy, act } = useAct();
  const [all, setAll] = useState<Colleague[] | null>(null);
  const [chosen, choose] = useState('');
  const [until, setUntil] = useState('');
  const others = (all ?? []).filter(({ sign_in }) => !page.teachers.some((one) => one.sign_in === sign_in));
  const name = others.find(({ sign_in }) => sign_in === chosen)?.name ?? '';
  if (!all) {
    return (
      <p>
        <button type="button" class="btn" onClick={() => schoolTeachers(page.class.school).then(setAll, desk.fail)}>
          {words.add_teacher}
        </button>
      </p>
    );
  }
  if (others.length === 0) return <p class="muted">{words.no_colleague}</p>;
  return (
    <form
      class="row ends"
      onSubmit={(event) => {
        event.preventDefault();
        if (name) void act(() => setTeacher(page.class.id, chosen, until || null), fill(words.added_teacher, { name }));
      }}
    >
      <label class="stack tight">
        <span class="small muted">{words.teacher}</span>
        <select name="teacher" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{words.choose}</option>
          {others.map((one) => (
            <option key={one.sign_in} value={one.sign_in}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label class="stack tight">
        <span class="small muted">{words.until_day}</span>
        <input type="date" name="until" min={today()} value={until} onInput={(e) => setUntil(e.currentTarget.value)} />
      </label>
      <button type="submit" class="btn" disabled={!name || busy}>
        {words.add}
      </button>
    </form>
  );
}
