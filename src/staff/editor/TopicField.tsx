import { Field } from './Field.tsx';

interface Props {
  label: string;
  /** short names of the knowledge points by number */
  topics: Record<number, string>;
  kp: number | null | undefined;
  put: (kp: number) => void;
  /** words for none of them, which is put as 0 */
  none?: string;
}

/** The knowledge point that a document belongs to. */
export function TopicField({ label, topics, kp, put, none }: Props) {
  return (
    <Field field="kp" label={label}>
      {(control) => (
        <select {...control} name="kp" value={kp ?? ''} onChange={(event) => put(Number(event.currentTarget.value))}>
          {none && <option value="">{none}</option>}
          {Object.entries(topics).map(([code, topic]) => (
            <option key={code} value={code}>
              {code} {topic}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
