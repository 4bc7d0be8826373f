import type { Kind } from '../documents.ts';
import { abridged, diffText } from './diff.ts';
import { changedFields, type Field, getField, idOf } from './fields.ts';
import { fieldName, type Names, showValue } from './show.ts';

interface Props {
  kind: Kind;
  before: unknown;
  after: unknown;
  names: Names;
  /** what is said when nothing differs */
  same: string;
}

/** What changed between two bodies, field by field: removed and added words marked, and named for screen readers. */
export function DiffView({ kind, before, after, names, same }: Props) {
  const fields = changedFields(kind, before, after);
  if (!fields.length) return <p class="muted">{same}</p>;
  return (
    <dl class="diff">
      {fields.map((field) => (
        <div key={idOf(field)} data-field={idOf(field)}>
          <dt>{fieldName(names, field)}</dt>
          <dd lang={field.locale}>
            {field.name === 'pictures' ? (
              <Pictures names={names} before={getField(before, field)} after={getField(after, field)} />
            ) : (
              <Values names={names} field={field} before={before} after={after} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Without an earlier body there is nothing to compare: the value stands as it is. */
function Values({ names, field, before, after }: { names: Names; field: Field; before: unknown; after: unknown }) {
  const now = text(names, field, after);
  if (before === null) return <span class="value">{now}</span>;
  return <DiffText names={names} before={text(names, field, before)} after={now} />;
}

const text = (names: Names, field: Field, body: unknown) => showValue(names, field, getField(body, field));

/** Two texts in one, with what went and what came. */
export function DiffText({ names, before, after }: { names: Names; before: string; after: string }) {
  const { words } = names;
  return (
    <span class="diff-text">
      {abridged(diffText(before, after)).map((part, i) => {
        if (part.kind === 'same') return <span key={i}>{part.text}</span>;
        const Tag = part.kind;
        return (
          <Tag key={i}>
            <span class="vh">{part.kind === 'del' ? words.diff_removed : words.diff_added} </span>
            {part.text}
          </Tag>
        );
      })}
    </span>
  );
}

function Pictures({ names, before, after }: { names: Names; before: unknown; after: unknown }) {
  const { words } = names;
  const row = (label: string, hashes: unknown) => (
    <p class="row">
      {label && <span class="muted">{label}</span>}
      {(Array.isArray(hashes) ? hashes : []).map((hash, i) =>
        hash ? <img key={i} src={`/media/${hash}`} alt="" width="64" height="48" /> : <span key={i}>–</span>,
      )}
    </p>
  );
  return (
    <>
      {before !== undefined && row(words.diff_was, before)}
      {row(before === undefined ? '' : words.diff_is, after)}
    </>
  );
}
