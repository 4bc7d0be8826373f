import { useState } from 'preact/hooks';
import type { CheckpointCard } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import type { CheckActions, CheckWords } from './CheckDoor.tsx';
import { CheckScan } from './CheckScan.tsx';
import { isComplete, nextPoint } from './stamps.ts';

interface Props {
  words: CheckWords;
  hosts: readonly string[];
  on: CheckActions;
  card: CheckpointCard;
  got: ReadonlySet<string>;
  /** address of the trail's page, and of the rewards */
  trail: string;
  rewards: string;
}

/** After the seal: the scroll with all of the trail's seals, and where to go from here. */
export function CheckAfter({ words, hosts, on, card, got, trail, rewards }: Props) {
  const [scanning, setScanning] = useState(false);
  const next = nextPoint(card, got);
  const complete = isComplete(card, got);
  const n = card.seals.filter(({ id }) => got.has(id)).length;
  return (
    <>
      <section class="stack tight" aria-label={words.scroll}>
        <div class="row between">
          <h2>{words.scroll}</h2>
          <span class="muted num" data-testid="count">
            {fill(words.count ?? '', { n, total: card.seals.length })}
          </span>
        </div>
        {/* the newest is in view: the scroll moves by itself, as it is drawn */}
        <ol class="roll" ref={(list) => show(list, card.point.id)}>
          {card.seals.map(({ id, name, seal }) => (
            <li key={id} data-point={id} aria-current={id === card.point.id ? 'step' : undefined}>
              <a href={`${trail}#${id}`}>
                <Seal
                  text={seal}
                  got={got.has(id)}
                  label={fill((got.has(id) ? words.seal_of : words.seal_open) ?? '', { name })}
                />
              </a>
            </li>
          ))}
        </ol>
      </section>
      {complete ? (
        <section class="card stack tight done">
          <span class="chip reward">{words.complete}</span>
          <h2>{fill(words.complete_title ?? '', { trail: card.trail.title })}</h2>
          <p>{words.complete_text}</p>
        </section>
      ) : (
        next && (
          <section class="card stack tight">
            <span class="chip">{words.next}</span>
            <h2>{next.name}</h2>
            {!card.trail.ordered && <p class="muted">{words.any_order}</p>}
          </section>
        )
      )}
      <nav class="row" aria-label={words.here}>
        <a class="btn grow" href={`${trail}#${card.point.id}`}>
          {words.story}
        </a>
        {card.point.game && (
          <a class="btn grow" href={`${trail}#${card.point.id}`}>
            {words.game}
          </a>
        )}
        {!scanning && (
          <button class="btn grow" type="button" onClick={() => setScanning(true)}>
            {words.scan}
          </button>
        )}
      </nav>
      {scanning && <CheckScan words={words} hosts={hosts} on={on} onClose={() => setScanning(false)} />}
      {card.point.todo && <p>{card.point.todo}</p>}
      <div class="thumb">
        <a class="btn main" href={complete ? rewards : `${trail}#${next?.id ?? card.point.id}`}>
          {complete ? words.to_rewards : words.to_next}
        </a>
      </div>
    </>
  );
}

function show(list: HTMLElement | null, point: string) {
  const at = list?.querySelector<HTMLElement>(`[data-point="${point}"]`);
  if (list && at) list.scrollLeft = at.offsetLeft - (list.clientWidth - at.offsetWidth) / 2;
}
