interface Props {
  /** of the area `events`; those that begin with `attend_` are used */
  words: Record<string, string>;
  passport: string;
}

/** Where the page says that somebody is there; hidden until its script has seen the event's code in the address. */
export function Attend({ words, passport }: Props) {
  const own = Object.fromEntries(Object.entries(words).filter(([key]) => key.startsWith('attend_')));
  return (
    <section id="attend" class="card attend stack tight" data-words={JSON.stringify(own)} aria-live="polite" hidden>
      <h2>{words.attend_noting}</h2>
      <p />
      <div class="row">
        <button class="btn" type="button" hidden>
          {words.attend_retry}
        </button>
        <a class="btn quiet" href={passport}>
          {words.attend_passport}
        </a>
      </div>
    </section>
  );
}
