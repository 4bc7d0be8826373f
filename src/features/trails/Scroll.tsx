import { Seal } from '../../ui/Seal.tsx';

interface Props {
  /** of the whole scroll */
  label: string;
  points: { id: string; name: string; seal: string; required: boolean }[];
  words: { not_yet: string; optional: string };
}

/** The hand scroll: the trail's seals in order between two rollers. Each leads to its story. */
export function Scroll({ label, points, words }: Props) {
  return (
    <div class="handscroll">
      <ol aria-label={label}>
        {points.map(({ id, name, seal, required }) => (
          <li key={id} data-point={id}>
            <a href={`#${id}`}>
              <Seal text={seal} size={62} />
              <span>{name}</span>
              {!required && <small class="muted">{words.optional}</small>}
              <span class="vh" data-state>
                {words.not_yet}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}
