import { useEffect, useState } from 'preact/hooks';
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { Words } from '../../contract/trails.ts';
import type { CounterRow } from '../counter/calls.ts';
import { converter } from '../editor/hant.ts';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { type CounterForm, saveCounter } from './stock.ts';
import type { RewardWords } from './words.ts';

interface Props {
  words: RewardWords;
  counter: CounterRow | 'new' | null;
  places: readonly { code: string; name: string }[];
  close: () => void;
  done: () => void;
}

const FIELDS = ['name', 'address', 'hours'] as const;
const MOST = { name: 60, address: 200, hours: 200 } as const;

const formOf = (counter: CounterRow | 'new' | null, place: string): CounterForm =>
  counter && counter !== 'new'
    ? { ...pickForm(counter) }
    : { code: null, place, name: {}, address: {}, hours: {}, open: true };
const pickForm = ({ code, place, name, address, hours, open }: CounterRow): CounterForm => ({
  code,
  place,
  name,
  address,
  hours,
  open,
});

/** Adding and changing a counter: where it is, in the three languages, and whether it hands out now. */
export function CounterEditor({ words, counter, places, close, done }: Props) {
  const desk = useDesk();
  const [form, setForm] = useState(() => formOf(counter, ''));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (counter) setForm(formOf(counter, places[0]?.code ?? ''));
  }, [counter]);
  const put = (field: (typeof FIELDS)[number], locale: Locale, text: string) =>
    setForm((now) => ({ ...now, [field]: { ...now[field], [locale]: text } }));
  const ready = FIELDS.every((field) => form[field]['zh-Hans']?.trim()) && form.place !== '' && !busy;
  const save = async () => {
    if (!ready) return;
    setBusy(true);
    try {
      await saveCounter({ ...form, ...(await filled(form)) });
      desk.say(words.counter_saved);
      done();
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={counter !== null}
      title={counter === 'new' ? words.counter_new : words.counter_edit}
      words={desk.words}
      close={close}
      wide
    >
      <form
        class="stack counter-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label class="stack tight">
          <span>{words.place}</span>
          <select
            name="place"
            value={form.place}
            onChange={(event) => {
              const place = event.currentTarget.value;
              setForm((now) => ({ ...now, place }));
            }}
          >
            {places.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {FIELDS.map((field) => (
          <fieldset key={field} class="three">
            <legend>{words[`counter_${field}`]}</legend>
            {LOCALES.map((locale) => (
              <label key={locale} class="stack tight">
                <span class="small muted">
                  {words[`in_${locale}`]}
                  {locale === 'zh-Hans' ? '' : ` ${words.may_be_empty}`}
                </span>
                <input
                  type="text"
                  name={`${field}-${locale}`}
                  lang={locale}
                  required={locale === 'zh-Hans'}
                  maxLength={MOST[field]}
                  value={form[field][locale] ?? ''}
                  onInput={(event) => put(field, locale, event.currentTarget.value)}
                />
              </label>
            ))}
          </fieldset>
        ))}
        <label class="row flag">
          <input
            type="checkbox"
            name="open"
            checked={form.open}
            onChange={(event) => {
              const open = event.currentTarget.checked;
              setForm((now) => ({ ...now, open }));
            }}
          />
          {words.counter_open}
        </label>
        <div class="row">
          <button type="submit" class="btn main" disabled={!ready}>
            {words.counter_save}
          </button>
          <button type="button" class="btn" onClick={close}>
            {desk.words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is saved: no blanks, nothing empty; traditional characters are made from the simplified ones where none are typed. */
async function filled(form: CounterForm): Promise<Pick<CounterForm, 'name' | 'address' | 'hours'>> {
  const missing = FIELDS.some((field) => !form[field]['zh-Hant']?.trim());
  const convert = missing ? await converter().catch(() => null) : null;
  const tidy = (words: Words): Words => {
    const own: Words = {};
    for (const locale of LOCALES) {
      const text = words[locale]?.trim();
      if (text) own[locale] = text;
    }
    if (convert && !own['zh-Hant']) own['zh-Hant'] = convert(own['zh-Hans'] ?? '');
    return own;
  };
  return { name: tidy(form.name), address: tidy(form.address), hours: tidy(form.hours) };
}
