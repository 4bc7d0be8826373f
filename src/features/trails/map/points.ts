/** The list beside the map: every marker can be found without hitting it. */
export function listPoints(
  place: HTMLElement,
  points: { name: string }[],
  words: Record<string, string>,
  show: (index: number) => void,
): void {
  const list = Object.assign(document.createElement('ol'), { className: 'map-points' });
  list.setAttribute('aria-label', words.map_points ?? '');
  points.forEach(({ name }, i) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: name });
    button.addEventListener('click', () => show(i));
    const item = document.createElement('li');
    item.append(button);
    list.append(item);
  });
  place.append(list);
}
