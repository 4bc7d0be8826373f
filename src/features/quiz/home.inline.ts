/**
 * Written into the home page: greets by the hour and shows what this phone remembers. Everything it touches is already
 * there and true without it (a round not begun, seals not collected).
 * Drafts read: `quiz:daily` (the round as the player keeps it) and `practice:seals` {codes: number[]}.
 */
import { readDraft } from '../../outbox/note.ts';
import { fillCount } from '../../ui/fill.ts';
import { shanghaiDay } from './day.ts';
import type { Draft } from './quiz.ts';

const find = <E extends Element = HTMLElement>(selector: string) => document.querySelector<E>(selector);

function greet() {
  const hello = find('[data-hello]');
  const [morning, afternoon, evening] = hello?.dataset.hello?.split('|') ?? [];
  const hour = new Date().getHours();
  const words = hour < 4 ? undefined : hour < 11 ? morning : hour < 13 ? undefined : hour < 18 ? afternoon : evening;
  if (hello && words) hello.textContent = words;
}

async function showDaily() {
  const card = find('[data-daily]');
  const draft = await readDraft<Draft>('quiz:daily');
  if (!card || !draft?.items || draft.date !== shanghaiDay(Date.now()) || !draft.answers.length) return;
  const round = { done: draft.answers.length, total: draft.items.length };
  const words: Record<string, string> = JSON.parse(card.dataset.daily ?? '{}');
  const finished = round.done >= round.total;
  const ring = card.querySelector('.ring');
  ring?.querySelector('.on')?.setAttribute('stroke-dasharray', `${(100 * round.done) / round.total} 100`);
  const figure = `${round.done}/${round.total}`;
  const number = ring?.querySelector('text');
  if (number) number.textContent = figure;
  ring?.setAttribute('aria-label', figure);
  const left = fillCount(words, 'daily_left', round.total - round.done, document.documentElement.lang);
  const text = card.querySelector('p');
  if (text) text.textContent = finished ? words.daily_done! : left;
  const button = card.querySelector('.btn');
  if (button) button.textContent = (finished ? words.daily_more : words.daily_resume) ?? null;
}

async function showSeals() {
  const collected = await readDraft<{ codes: number[] }>('practice:seals');
  if (!collected?.codes.length) return;
  for (const seal of document.querySelectorAll('[data-kp]')) {
    if (!collected.codes.includes(Number(seal.getAttribute('data-kp')))) continue;
    const drawing = seal.querySelector('.seal');
    drawing?.classList.add('got');
    drawing?.setAttribute('aria-label', seal.getAttribute('data-got') ?? '');
  }
  const count = find('[data-count]');
  if (count) count.textContent = (count.dataset.count ?? '').replace('{{n}}', String(collected.codes.length));
}

greet();
// a browser that keeps no data shows the page as it came
showDaily().catch(() => {});
showSeals().catch(() => {});
