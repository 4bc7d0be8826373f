/** Practice and monitoring, awake in the page itself: this entry is written into the HTML (see ui's inline-script plugin). */
import { render } from 'preact';
import type { QuizPage } from '../../contract/content.ts';
import { Done, HandIn } from './Ending.tsx';
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

/** What stands on the page for the state of a quiz. */
function Screen({ props, quiz }: { props: QuizProps; quiz: Quiz }) {
  const { page, words, topics, districts, exit } = props;
  const { state, actions } = quiz;
  const { play, items, delivery } = state;
  if (play.stage === 'finishing') {
    return <HandIn words={words} districts={districts} onBack={actions.back} onHandIn={actions.handIn} />;
  }
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
function wake(props: QuizProps, root: Element) {
  const draw = () => {
    const { place, stage, revealed } = quiz.state.play;
    render(<Screen props={props} quiz={quiz} />, root);
    // a new question is read from its stem; after an answer the next step is at hand
    if (shown !== `${place}${stage}`) document.getElementById('stem')?.focus();
    else if (revealed && !open) document.getElementById('go')?.focus({ preventScroll: true });
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

const root = document.getElementById('quiz');
const data = document.getElementById('quiz-data');
if (root && data) wake(JSON.parse(data.textContent ?? ''), root);
