import { useEffect, useRef, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { pageClock } from '../../outbox/clock.ts';
import { ageOf } from '../../outbox/deliver.ts';
import { sha256Hex } from '../../outbox/sha256.ts';
import { fill, fillCount } from '../../ui/fill.ts';
import { CodeField, type CodeFieldHandle } from '../counter/CodeField.tsx';
import { say } from '../counter/calls.ts';
import { shortMoment } from '../counter/redeeming.ts';
import { setSound, signal, soundOn } from '../counter/signal.ts';
import type { ScanFieldWords } from '../counter/words.ts';
import { useDesk } from '../shell/Console.tsx';
import { Teach } from '../shell/parts.tsx';
import { Answer, type Told } from './Answer.tsx';
import { Counts, Doubles } from './Counts.tsx';
import { isClear, judge, readTicket, tally } from './door.ts';
import { HOLD_MS, useDoor } from './useDoor.ts';
import type { DoorWords } from './words.ts';

interface Props {
  words: DoorWords;
  scan: ScanFieldWords;
  here: { event: string; origin: string };
}

/** One door: scan, read the answer, next. Everything is decided on this device; the database hears of it when it can. */
export function Desk({ words, scan, here }: Props) {
  const { locale, prefix } = useDesk();
  const door = useDoor(here);
  const [told, setTold] = useState<Told | null>(null);
  const [sound, putSound] = useState(soundOn);
  const field = useRef<CodeFieldHandle>(null);
  const last = useRef(0);
  const listed = door.lists?.find(({ door: one }) => one.event === here.event && one.origin === here.origin);
  const others = door.lists?.filter((one) => one !== listed) ?? [];
  const waiting = door.scans.filter(({ state }) => state === 'queued').length;

  const tell = (next: Omit<Told, 'id'>, good: boolean) => {
    signal(good);
    setTold({ ...next, id: ++last.current });
  };
  const enter = async (hash: string, judged: NonNullable<Told['judged']>, people: number) => {
    const taken = await door.take(here, hash, people);
    if (!taken) return tell({ word: 'not_stored', judged, hash }, false);
    tell({ word: judged.word === 'unknown' ? 'unknown' : 'let_in', judged, hash, scan: taken.id, people }, true);
  };
  const submit = async (text: string, seen: boolean) => {
    const read = readTicket(text);
    if (read.kind !== 'ticket') {
      // a slip of the finger is put right, not typed again
      if (read.kind === 'nothing' && !seen) field.current?.putBack(text);
      return tell({ word: read.kind }, false);
    }
    const hash = sha256Hex(read.code).slice(0, 32);
    const judged = judge(hash, read.event, { here: listed, others, scans: door.scans, device: door.device });
    if (isClear(judged)) return enter(hash, judged, judged.people);
    tell({ word: judged.word, judged, hash }, false);
  };
  const made = told?.scan ? door.scans.find(({ id }) => id === told.scan) : undefined;
  const amendable = made?.state === 'queued' && (!door.online || ageOf(made, pageClock) < HOLD_MS);
  // the moment in which nothing can be put right any more is seen without a touch
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!amendable) return;
    const timer = setTimeout(() => redraw((n) => n + 1), HOLD_MS);
    return () => clearTimeout(timer);
  }, [amendable, told?.id]);

  if (door.lists && !listed && (door.lost || !door.online))
    return (
      <Teach title={door.lost ? words.lost : words.head_no_list} text={door.lost ? words.lost_text : words.list_none}>
        <a class="btn main" href={`${prefix}/staff/door`}>
          {words.change}
        </a>
      </Teach>
    );
  const date = listed?.door;
  const figures = listed && tally(listed, door.scans, door.device);
  return (
    <div class="counter door">
      <header class="door-head">
        <p class="grow">
          <b>{date ? say(date.title, locale) : words.loading_list}</b>
          <span class="muted">{date && formatMoment(locale, date.starts_at)}</span>
        </p>
        <a class="btn quiet" href={`${prefix}/staff/door`}>
          {words.change}
        </a>
      </header>
      {date?.state === 'cancelled' && <p class="notice amber">{words.cancelled_notice}</p>}
      {door.problem && (
        <p class="offline" role="alert" data-testid="door-problem">
          {words[`problem_${door.problem}`]}
        </p>
      )}
      <p class={`door-line small${door.online ? ' muted' : ''}`} role="status" data-testid="door-line">
        {!door.online && <b>{words.offline} </b>}
        {figures && `${fill(words.line_inside, { inside: figures.inside, signed: figures.signed })} · `}
        {listed
          ? fill(words.list_of, { when: shortMoment(locale, new Date(listed.fetched).toISOString(), Date.now()) })
          : words.list_coming}
        {waiting > 0 && ` · ${fillCount(words, 'undelivered', waiting, locale)}`}
        {door.refused && ` · ${words.refused}`}
      </p>
      <div class="counter-columns">
        <div class="counter-main">
          <CodeField
            words={scan}
            label={words.code}
            hint={words.code_hint}
            submit={(text, seen) => void submit(text, seen)}
            testid="door-code"
            handle={field}
          />
          <Answer
            words={words}
            told={told}
            listed={listed}
            people={made?.people ?? told?.people ?? told?.judged?.people ?? 1}
            amendable={amendable}
            onPeople={(people) => made && void door.amend(made.id, people)}
            onEnter={(people) => told?.judged && told.hash && void enter(told.hash, told.judged, people)}
          />
        </div>
        <aside class="counter-side" aria-label={words.figures}>
          {figures && <Counts words={words} tally={figures} />}
          {figures && <Doubles words={words} doubles={figures.doubles} />}
          <label class="row flag small">
            <input
              type="checkbox"
              checked={sound}
              onChange={(event) => {
                setSound(event.currentTarget.checked);
                putSound(event.currentTarget.checked);
              }}
            />
            {words.sound}
          </label>
        </aside>
      </div>
    </div>
  );
}
