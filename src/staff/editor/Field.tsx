import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../../contract/locales.ts';
import type { Areas } from '../../i18n/keys.ts';
import { controlId, type Finding, sayFinding } from './findings.ts';

export interface FormContext {
  words: Areas['console_editor'];
  /** language of the screen */
  screen: Locale;
  findings: readonly Finding[];
  /** places (control ids) whose findings are shown; null: all of them */
  touched: ReadonlySet<string> | null;
  touch: (id: string) => void;
}

export const Form = createContext<FormContext | null>(null);
export function useForm(): FormContext {
  const form = useContext(Form);
  if (!form) throw new Error('useForm outside of Form');
  return form;
}

/** Attributes of a control: its id, and what is said about it. */
export function useControl(field: string, locale?: Locale) {
  const { findings, touched, touch } = useForm();
  const id = controlId(field, locale);
  const shown = findings.filter((finding) => finding.field === field && finding.locale === locale);
  const errors = shown.some(({ level }) => level === 'error');
  const visible = touched === null || touched.has(id) ? shown : shown.filter(({ level }) => level === 'advice');
  return {
    findings: visible,
    control: {
      id,
      onBlur: () => touch(id),
      ...(visible.length ? { 'aria-describedby': `${id}-says` } : {}),
      ...(errors && visible.length ? { 'aria-invalid': true as const } : {}),
    },
  };
}

/** What is said about a control, under it. */
export function Says({ id, findings }: { id: string; findings: readonly Finding[] }) {
  const { words, screen } = useForm();
  if (!findings.length) return null;
  return (
    <ul class="says" id={`${id}-says`}>
      {findings.map((finding) => (
        <li key={finding.rule} class={finding.level} data-rule={finding.rule}>
          {finding.level === 'advice' && `${words.advice} · `}
          {sayFinding(words, screen, finding)}
        </li>
      ))}
    </ul>
  );
}

interface Props {
  field: string;
  label: string;
  locale?: Locale;
  hint?: string;
  /** the control, given its attributes */
  children: (control: ReturnType<typeof useControl>['control']) => ComponentChildren;
}

/** A labelled control with its hint and what is wrong with it. */
export function Field({ field, label, locale, hint, children }: Props) {
  const { control, findings } = useControl(field, locale);
  return (
    <div class="field" data-field={field}>
      <label for={control.id}>
        <span class="label">{label}</span>
        {hint && <span class="small muted hint-text">{hint}</span>}
      </label>
      {children(control)}
      <Says id={control.id} findings={findings} />
    </div>
  );
}
