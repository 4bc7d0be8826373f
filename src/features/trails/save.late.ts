/** The button 存到手机: one press, progress, and an honest word when something is missing. */
import { fill } from '../../ui/fill.ts';
import { type Outcome, type Plan, save, savedState } from './save.state.ts';

/** Wakes the button; its first words, with the size, came from the server. */
export function offerSaving(root: HTMLElement, plan: Plan, mb: string, words: Record<string, string>): void {
  const button = root.querySelector('button');
  const label = button?.querySelector('span');
  const status = root.querySelector('[role=status]');
  if (!button || !label || !status) return;
  const first = label.textContent ?? '';
  const show = (outcome: Outcome) => {
    root.dataset.saved = typeof outcome === 'string' ? outcome : 'failed';
    const done = outcome === 'saved' || outcome === 'day';
    const key = outcome === 'saved' ? 'saved' : outcome === 'day' ? 'saved_day' : outcome === 'old' ? 'save_again' : '';
    label.textContent = key ? fill(words[key] ?? '', { mb }) : first;
    button.disabled = done;
    status.textContent =
      outcome === 'full'
        ? (words.save_full ?? '')
        : typeof outcome === 'object'
          ? fill(words.save_failed ?? '', { n: outcome.failed })
          : '';
  };
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = words.save_note ?? '';
    show(
      await save(plan, ({ done, total }) => {
        label.textContent = fill(words.saving ?? '', { n: done + 1, total });
      }).catch(() => ({ failed: 1 })),
    );
  });
  void savedState(plan).then(show, () => undefined);
}
