/** The card of the next stop, for what this person has collected. */
import { fill } from '../../ui/fill.ts';
import { nextStop, type Stop, said } from './trails.ts';

export interface Way {
  stops: (Stop & { name: string; line: string })[];
  /** length of a round way */
  loop: number;
}

/** Shows where to go on; the server has drawn the beginning of the trail. */
export function showNext(card: HTMLElement, way: Way, got: ReadonlyMap<string, string>, words: Record<string, string>) {
  const put = (part: string, text: string) => {
    const element = card.querySelector(`[data-next=${part}]`);
    if (element) element.textContent = text;
  };
  const next = nextStop(way.stops, got, way.loop);
  const stop = way.stops.find(({ id }) => id === next?.id);
  const done = way.stops.every(({ id, required }) => got.has(id) || !required);
  card.classList.toggle('done', done);
  const gifts = card.querySelector<HTMLElement>('[data-next=gifts]');
  if (gifts) gifts.hidden = !done;
  if (done) {
    put('chip', words.done ?? '');
    put('name', words.done_title ?? '');
    put('line', stop ? fill(words.done_more ?? '', { name: stop.name }) : (words.done_text ?? ''));
    return;
  }
  if (!next || !stop) return;
  const far = next.metres === null ? null : said(next.metres);
  put(
    'chip',
    !got.size
      ? words.next_first!
      : far
        ? fill(words.next_far ?? '', { way: fill(words[far.key] ?? '', far) })
        : words.next!,
  );
  put('name', stop.name);
  put('line', stop.line);
  card.querySelector('a')?.setAttribute('href', `#${stop.id}`);
}
