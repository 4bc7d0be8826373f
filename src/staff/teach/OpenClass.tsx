import { useState } from 'preact/hooks';
import { SEATS_MAX } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { Me } from '../shell/me.ts';
import { codeOf } from '../shell/problem.ts';
import { USUAL_DAYS } from './CodeBlock.tsx';
import { createClass, setCode } from './calls.ts';
import { range, type TeachWords } from './words.ts';

/** A school is a place whose code has ten digits. */
const schoolsOf = (me: Me) => [
  ...new Map(me.roles.filter(({ place }) => place.length === 10).map((role) => [role.place, role.place_name])),
];

/** Opening a class: three numbers, and its code is there. */
export function OpenClass({ words, first }: { words: TeachWords; first: boolean }) {
  const desk = useDesk();
  const [open, setOpen] = useState(first);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const schools = schoolsOf(desk.me);
  const create = async (form: FormData) => {
    const number = (name: string) => Number(`${form.get(name)}`.normalize('NFKC'));
    setBusy(true);
    setWrong('');
    try {
      const school = `${form.get('school') ?? schools[0]?.[0]}`;
      const { id } = await createClass(school, number('grade'), number('number'), number('seats'));
      // the class is there; without a code its page says how to make one
      await setCode(id, USUAL_DAYS).catch(() => {});
      location.assign(`${desk.prefix}/teach/class?c=${id}#code`);
    } catch (error) {
      if (codeOf(error) === 'in_use') setWrong(words.open_in_use);
      else desk.fail(error);
      setBusy(false);
    }
  };
  if (schools.length === 0) return <p class="muted">{words.no_school}</p>;
  if (!open) {
    return (
      <p>
        <button type="button" class="btn main" onClick={() => setOpen(true)}>
          {words.open}
        </button>
      </p>
    );
  }
  return (
    <form
      class="card stack open-class"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void create(new FormData(event.currentTarget));
      }}
    >
      <h2>{words.open}</h2>
      {schools.length > 1 && (
        <label class="stack tight">
          <span>{words.school}</span>
          <select name="school">
            {schools.map(([code, name]) => (
              <option key={code} value={code}>
                {name[desk.locale] ?? name['zh-Hans'] ?? code}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="row open-numbers">
        <label class="stack tight">
          <span>{words.grade}</span>
          <select name="grade" required>
            {range(1, 12).map((grade) => (
              <option key={grade} value={grade} selected={grade === 5}>
                {words[`grade_${grade as 1}`]}
              </option>
            ))}
          </select>
        </label>
        <label class="stack tight">
          <span>{words.number}</span>
          <input type="number" name="number" min={1} max={60} required />
        </label>
        <label class="stack tight">
          <span>{words.seats_count}</span>
          <input type="number" name="seats" min={1} max={SEATS_MAX} required />
        </label>
      </div>
      <p class="small muted">{fill(words.open_text, { most: SEATS_MAX })}</p>
      {wrong && (
        <p class="unread" role="alert">
          {wrong}
        </p>
      )}
      <p>
        <button type="submit" class="btn main" disabled={busy}>
          {busy ? words.opening : words.open_go}
        </button>
      </p>
    </form>
  );
}
