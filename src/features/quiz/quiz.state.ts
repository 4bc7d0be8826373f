/** Where the player's rules and the outbox meet: every act is a fact on the phone before the page says so. */
import type { QuizPage } from '../../contract/content.ts';
import type { Choice, NewRecord } from '../../contract/records.ts';
import { DONT_KNOW, putInBox, tap } from '../../exercise/answer.ts';
import { mono, note, readDraft, writeDraft } from '../../outbox/note.ts';
import type { PlayerActions } from './QuizPlayer.tsx';
import {
  answerRecord,
  back,
  codesOf,
  type Draft,
  monitorRecord,
  next,
  type Play,
  resume,
  roundRecord,
  START,
  submit,
  tapAnswers,
} from './quiz.ts';

export interface QuizState {
  items: QuizPage['items'];
  play: Play;
  delivery: '' | 'noted' | 'delivered' | 'failed';
}
export interface Quiz {
  state: QuizState;
  actions: PlayerActions & { handIn(about: { district: string | null; age_band: string | null }): void; again(): void };
  /** tells the state that nothing waits any more */
  delivered(): void;
  /** brings back what a killed browser left, unless the person has already acted */
  restore(): Promise<void>;
}

/** Marks in localStorage that a draft exists, so that the page waits for it before it takes a tap. */
export const hasDraft = (key: string) => {
  try {
    return localStorage.getItem(`qt.${key}`) !== null;
  } catch {
    return false;
  }
};
export const markDraft = (key: string) => {
  try {
    localStorage.setItem(`qt.${key}`, '1');
  } catch {
    // blocked storage: the draft is still read, only a moment later
  }
};

/** A quiz being answered. `onChange` is called after every change of state. */
export function createQuiz(page: QuizPage, today: string, onChange: () => void): Quiz {
  const daily = page.slug === 'daily';
  const key = `quiz:${page.slug}`;
  let shown = mono();
  let touched = false;
  let noting = false;
  // A tap must not answer a question that the draft is about to replace.
  let ready = !(hasDraft(key) || (daily && hasDraft('plan')));
  const state: QuizState = { items: page.items, play: START, delivery: '' };

  const draft = (play: Play): Draft => ({
    ...play,
    codes: codesOf(state.items),
    ...(daily ? { date: today, items: state.items } : {}),
  });
  const show = (play: Play) => {
    if (play.place !== state.play.place || play.stage !== state.play.stage) shown = mono();
    state.play = play;
    touched = true;
    onChange();
  };
  const keep = (play: Play) => {
    show(play);
    markDraft(key);
    void writeDraft(key, draft(play)).catch(() => undefined);
  };
  /** Record and draft in one transaction; the play moves at once and falls back when the phone could not store it. */
  const record = (made: NewRecord, play: Play) => {
    if (noting) return;
    noting = true;
    const before = state.play;
    state.delivery = '';
    show(play);
    markDraft(key);
    note(made, { key, value: draft(play) }).then(
      () => {
        noting = false;
        state.delivery = 'noted';
        onChange();
        if (play.stage === 'done' && page.purpose === 'practice') dispatchEvent(new Event('qingtu-round'));
      },
      () => {
        noting = false;
        state.delivery = 'failed';
        show(before);
      },
    );
  };
  const answer = (choice: Choice) => {
    const { play, items } = state;
    const question = items[play.place];
    if (!ready || !question || play.revealed || play.stage !== 'asking') return;
    const ms = mono() - shown;
    const after = submit(page.purpose, items, play, choice, ms);
    if (page.purpose === 'practice') record(answerRecord(page.slug, question, choice, ms), after);
    else keep(after);
  };

  return {
    state,
    delivered() {
      if (state.delivery !== 'noted' || noting) return;
      state.delivery = 'delivered';
      onChange();
    },
    async restore() {
      const kept = await readDraft<Draft>(key).catch(() => undefined);
      ready = true;
      if (touched) return;
      if (daily && kept?.date !== today) {
        // the five were chosen on this phone when the last round ended
        const plan = await readDraft<Draft>('plan:daily').catch(() => undefined);
        if (!touched && plan?.items?.length === 5) state.items = plan.items;
      } else if (kept) {
        if (daily && kept.items?.length) state.items = kept.items;
        // today's five are done: the page says so
        state.play = daily && kept.stage === 'done' ? kept : (resume(state.items, kept) ?? state.play);
        // the draft was written with the record, in one transaction
        if (state.play.revealed) state.delivery = 'noted';
      }
      if (!touched) onChange();
    },
    actions: {
      tap(letter) {
        const { play, items } = state;
        const question = items[play.place];
        if (!ready || !question || play.revealed) return;
        const choice = tap(question, play.choice, letter);
        if (tapAnswers(page.purpose, question)) answer(choice);
        else keep({ ...play, choice });
      },
      put(place, box) {
        const question = state.items[state.play.place];
        if (ready && question && !state.play.revealed)
          keep({ ...state.play, choice: putInBox(question, state.play.choice, place, box) });
      },
      submit: () => answer(state.play.choice),
      dontKnow: () => ready && keep({ ...state.play, choice: DONT_KNOW }),
      next() {
        if (noting) return;
        const after = next(page.purpose, state.items, state.play);
        if (after.stage === 'done') record(roundRecord(page.slug, state.items.length), after);
        else keep(after);
      },
      back: () => keep(back(state.play)),
      handIn(about) {
        record(monitorRecord(page.slug, page.version ?? 1, state.items, state.play, about), {
          ...state.play,
          stage: 'done',
        });
      },
      again() {
        state.delivery = '';
        keep(START);
      },
    },
  };
}
