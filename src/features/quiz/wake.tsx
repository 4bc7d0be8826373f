/** Wakes a quiz that the server has drawn. What practice does not need (handing a form in) comes from the entry. */
import { type ComponentChild, hydrate, render } from 'preact';
import type { QuizPage } from '../../contract/content.ts';
import { Done } from './Done.tsx';
import { unpack } from './pack.ts';
import { QuizPlayer } from './QuizPlayer.tsx';
import { createQuiz, hasDraft, type Quiz } from './quiz.state.ts';
import { rightCount } from './quiz.ts';
import type { QuizWords } from './words.ts';

export interface QuizProps {
  page: QuizPage;
  words: QuizWords;
  topics: Record<number, string>;
  districts: { code: string; name: string }[];
  exit: string;
  today: string;
}

/** Event by which the delivery module tells how many records wait (detail: number). */
const DELIVERY = 'qingtu-delivery';

/** The screen before a form is handed in. */
export type Finishing = (props: QuizProps, quiz: Quiz) => ComponentChild;

/** What stands on the page for the state of a quiz. */
function Screen({ props, quiz, finishing }: { props: QuizProps; quiz: Quiz; finishing?: Finishing }) {
  const { page, words, topics, exit } = props;
  const { state, actions } = quiz;
  const { play, items, delivery } = state;
  if (play.stage === 'finishing') return finishing?.(props, quiz);
  if (play.stage === 'done') {
    return (
      <Done
        purpose={page.purpose}
        words={words}
        total={items.length}
        right={rightCount(items, play)}
        delivery={delivery}
        exit={exit}
        onAgain={page.slug === 'daily' ? undefined : actions.again}
      />
    );
  }
  return (
    <QuizPlayer
      purpose={page.purpose}
      items={items}
      play={play}
      words={words}
      topics={topics}
      exit={exit}
      delivery={delivery}
      on={actions}
    />
  );
}

/** Wakes the page: draws over what the server drew, takes the taps that came before, then looks for a draft. */
function start(props: QuizProps, root: Element, finishing?: Finishing) {
  let put = hydrate;
  const draw = () => {
    const { place, stage, revealed } = quiz.state.play;
    put(<Screen props={props} quiz={quiz} finishing={finishing} />, root);
    put = render;
    // a new question is read from its stem; after an answer the next step is at hand
    if (shown !== `${place}${stage}`) document.getElementById('stem')?.focus();
    else if (revealed && !open) {
      document.getElementById('go')?.focus({ preventScroll: true });
      document.getElementById('verdict')?.closest('section')?.scrollIntoView({ block: 'nearest' });
    }
    shown = `${place}${stage}`;
    open = revealed;
  };
  const quiz = createQuiz(props.page, props.today, draw);
  let shown = `${quiz.state.play.place}${quiz.state.play.stage}`;
  let open = false;
  draw();
  const { slug } = props.page;
  replayTaps(hasDraft(`quiz:${slug}`) || (slug === 'daily' && hasDraft('plan')));
  void quiz.restore();
  addEventListener(DELIVERY, (event) => (event as CustomEvent<number>).detail === 0 && quiz.delivered());
}

/** Taps from before are given to the buttons they hit, unless a draft is about to put another question there. */
function replayTaps(waits: boolean) {
  const taps = window.__taps ?? [];
  window.__taps = undefined;
  if (waits) return;
  for (const target of taps) {
    if (target instanceof Element && target.isConnected) target.closest('button')?.click();
  }
}

/** Entry of the scripts that are written into quiz pages. */
export function wake(finishing?: Finishing): void {
  const root = document.getElementById('quiz');
  const data = document.getElementById('quiz-data');
  if (!root || !data) return;
  const props = JSON.parse(data.textContent ?? '');
  props.page.items = props.page.items.map(unpack);
  start(props, root, finishing);
}
