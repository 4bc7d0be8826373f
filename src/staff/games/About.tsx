import type { GameKind } from '../../contract/trails.ts';
import { Kinds } from '../editor/Kinds.tsx';
import { SlugField } from '../editor/SlugField.tsx';
import { TopicField } from '../editor/TopicField.tsx';
import { GAME_KINDS } from './game.ts';
import type { FormProps } from './Texts.tsx';

interface Props extends FormProps {
  topics: Record<number, string>;
  /** it was live once: what phones have played stays what it was */
  fixed: boolean;
  /** the key that a new game asks for; null when it has one */
  slug: string | null;
  putSlug: (slug: string) => void;
  again: (kind: GameKind) => void;
}

/** What is played, and what it teaches. */
export function About({ words, body, change, topics, fixed, slug, putSlug, again }: Props) {
  return (
    <fieldset class="card group">
      <legend>{words.basics}</legend>
      <Kinds
        name="kind"
        label={words.field_kind}
        kinds={GAME_KINDS.map((value) => ({ value, title: words[`kind_${value}`], about: words[`about_${value}`] }))}
        chosen={body.kind}
        fixed={fixed || slug === null}
        pick={again}
      />
      {slug === null && <p class="small muted">{words.kind_fixed}</p>}
      <div class="fields">
        <TopicField
          label={words.field_kp}
          topics={topics}
          kp={body.kp}
          put={(kp) => change((now) => ({ ...now, kp }))}
        />
        {slug !== null && <SlugField words={words} slug={slug} put={putSlug} example="spot-disguise" />}
      </div>
    </fieldset>
  );
}
