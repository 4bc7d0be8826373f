import type { Block, ClassLive } from '../../contract/courses.ts';
import { storyHtml } from '../../features/trails/story.ts';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { HelpNumbers, ProjectWords } from './Project.island.tsx';
import { choicesOf, isShort, type Screen } from './project.ts';
import { LIVE_LEAST } from './useLive.ts';

interface Props {
  block: Block;
  screen: Screen;
  revealed: boolean;
  live: ClassLive | null;
  offline: boolean;
  words: ProjectWords;
  help: HelpNumbers;
}

/** What hangs on the wall now. */
export function ProjectScreen(props: Props) {
  const { block, screen, help } = props;
  const { prefix } = useDesk();
  if (screen.step >= 0) return <Asked {...props} />;
  if (screen.numbers) {
    return (
      <section class="screen">
        <h2>{block.title}</h2>
        <ul class="plain-list screen-numbers">
          {(['110', '12356', '120'] as const).map((number) => (
            <li key={number}>
              <b class="num">{number}</b> {help[`p${number}`]}
            </li>
          ))}
        </ul>
      </section>
    );
  }
  return (
    <section class={`screen${screen.picture ? ' with-picture' : isShort(screen.text) ? ' short' : ''}`}>
      <div class="screen-text">
        <h2>{block.title}</h2>
        <div class="prose" dangerouslySetInnerHTML={{ __html: storyHtml(screen.text, (path) => prefix + path) }} />
      </div>
      {screen.picture && block.picture && <img src={block.picture} alt={block.picture_alt ?? ''} decoding="async" />}
    </section>
  );
}

/** One step: hands go up, or phones answer; then what is right, and why. */
function Asked({ block, screen, revealed, live, offline, words }: Props) {
  const step = block.game?.steps[screen.step];
  const choices = choicesOf(block, screen.step);
  if (!step) return null;
  // two boxes and few words; by what is longer, so that nothing changes its size when the answer comes
  const longer = [choices.map(({ text }) => text).join(' '), step.say].reduce((a, b) => (a.length > b.length ? a : b));
  const short = choices.length === 2 && isShort(step.text + longer);
  return (
    <section class={`screen ${block.kind}${short ? ' short' : ''}`}>
      <p class="small muted">
        {block.title} · {screen.step + 1} / {block.game?.steps.length}
      </p>
      <h2>{step.text}</h2>
      <ul class="plain-list screen-choices">
        {choices
          .filter(({ right }) => right || !revealed)
          .map(({ letter, text, right }) => (
            <li key={letter} class={revealed && right ? 'right' : ''}>
              <b aria-hidden="true">{revealed && right ? '✓' : letter}</b>
              <span>
                {revealed && right && <span class="vh">{words.right}</span>}
                {text}
              </span>
            </li>
          ))}
      </ul>
      {revealed && <p class="screen-say">{step.say}</p>}
      <Answers
        {...{ live, offline, revealed, words }}
        step={screen.step}
        letters={choices.map(({ letter }) => letter)}
        all={block.game?.steps.length ?? 0}
      />
    </section>
  );
}

interface AnswersProps extends Pick<Props, 'live' | 'offline' | 'revealed' | 'words'> {
  step: number;
  letters: string[];
  all: number;
}

/** How many phones have answered; how they chose comes with the answer, so that nobody follows the others. */
function Answers({ live, offline, revealed, words, step, letters, all }: AnswersProps) {
  if (offline) return <p class="small muted">{words.offline}</p>;
  const seats = live?.seats ?? 0;
  if (!live || seats < LIVE_LEAST) return <p class="small muted">{revealed ? words.hands_ask : words.hands}</p>;
  // fewer steps than the block has: some are below five, and which ones cannot be told
  const chosen = live.steps.length === all ? live.steps[step] : undefined;
  const sum = letters.reduce((n, letter) => n + (chosen?.[letter] ?? 0), 0);
  return (
    <div class="screen-live" data-testid="live">
      <p class="small muted">{fill(words.answered, { n: seats, of: live.joined })}</p>
      {revealed && chosen && sum > 0 && (
        <ul class="plain-list">
          {letters.map((letter) => (
            <li key={letter}>
              <b>{letter}</b>
              <progress max={sum} value={chosen[letter] ?? 0} aria-label={letter} />
              <span class="num">{chosen[letter] ?? 0}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
