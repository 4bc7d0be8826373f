/** Practice and monitoring, awake in the page itself: this entry is written into the HTML (see ui's inline-script plugin). */
import { hydrate } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
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

export function QuizRoot(props: QuizProps) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const ref = useRef<Quiz>();
  ref.current ??= createQuiz(props.page, props.today, () => redraw(0));
  const { state, actions, delivered, restore } = ref.current;
  const { play, items, delivery } = state;

  useEffect(() => {
    void restore().then(replayTaps);
    const onDelivery = (event: Event) => (event as CustomEvent<number>).detail === 0 && delivered();
    addEventListener(DELIVERY, onDelivery);
    return () => removeEventListener(DELIVERY, onDelivery);
  }, []);
  const seen = useRef(`${play.place}${play.stage}`);
  useEffect(() => {
    const now = `${play.place}${play.stage}`;
    if (seen.current !== now) document.getElementById('stem')?.focus();
    else if (play.revealed) document.getElementById('go')?.focus({ preventScroll: true });
    seen.current = now;
  }, [play.place, play.stage, play.revealed]);

  const { page, words, topics, districts, exit } = props;
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

/** Taps from before are given to the buttons they hit, unless a draft has put another question there. */
function replayTaps() {
  const taps = window.__taps ?? [];
  window.__taps = undefined;
  for (const target of taps) {
    const button = target instanceof Element && target.isConnected && target.closest('button');
    if (button && !waited) button.click();
  }
}

let waited = false;
if (typeof document !== 'undefined') {
  const root = document.getElementById('quiz');
  const data = document.getElementById('quiz-data');
  if (root && data) {
    const props = JSON.parse(data.textContent ?? '') as QuizProps;
    waited = hasDraft(`quiz:${props.page.slug}`) || (props.page.slug === 'daily' && hasDraft('plan'));
    hydrate(<QuizRoot {...props} />, root);
  }
}
