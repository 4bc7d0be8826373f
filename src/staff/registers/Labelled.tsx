import type { ComponentChildren } from 'preact';

interface Props {
  label: string;
  /** id of the control */
  of: string;
  hint?: string | undefined;
  bad?: string | undefined;
  required?: boolean;
  /** the control is a group of its own: the label names no single one */
  group?: boolean;
  children: ComponentChildren;
}

/** A label, a control, its hint and what is wrong with it. */
export function Labelled({ label, of, hint, bad, required, group, children }: Props) {
  const name = (
    <>
      {label}
      {required && <span aria-hidden="true"> *</span>}
    </>
  );
  return (
    <div class="field" data-field={of} {...(group ? { role: 'group', 'aria-labelledby': `${of}-label` } : {})}>
      {group ? (
        <span class="label" id={`${of}-label`}>
          {name}
        </span>
      ) : (
        <label class="label" for={of}>
          {name}
        </label>
      )}
      {children}
      {hint && (
        <span class="small muted" id={`${of}-hint`}>
          {hint}
        </span>
      )}
      {bad && (
        <span class="small unread" id={`${of}-bad`}>
          {bad}
        </span>
      )}
    </div>
  );
}

/** Attributes of the control that `Labelled` is about. */
export const controlOf = (of: string, bad: string | undefined, hint?: string) => ({
  id: of,
  ...(bad ? { 'aria-invalid': true as const } : {}),
  ...(bad || hint ? { 'aria-describedby': [hint && `${of}-hint`, bad && `${of}-bad`].filter(Boolean).join(' ') } : {}),
});
