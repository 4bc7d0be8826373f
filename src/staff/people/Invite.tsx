import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { QrCode } from '../account/QrCode.tsx';
import { useDesk } from '../shell/Console.tsx';
import { Dialog } from '../shell/Dialog.tsx';
import { choices, invite, joinLink, type PeopleWords, type RoleAt } from './people.ts';
import { RoleFields } from './RoleFields.tsx';

interface Props {
  words: PeopleWords;
  open: boolean;
  grantable: readonly RoleAt[];
  /** `made`: an invitation was made meanwhile */
  close: (made: boolean) => void;
}

interface Made {
  link: string;
  name: string;
  expires: string;
}

const DAYS = [1, 3, 7, 14, 30];

/** Makes an invitation; its link is shown once, as text and as a QR code. */
export function Invite({ words, open, grantable, close }: Props) {
  const desk = useDesk();
  const [made, setMade] = useState<Made | null>(null);
  const [busy, setBusy] = useState(false);
  const leave = () => {
    close(made !== null);
    setMade(null);
  };
  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    setBusy(true);
    try {
      const { code, expires_at } = await invite(said('name'), said('role'), said('place'), Number(said('days')));
      setMade({ link: joinLink(location.origin, desk.prefix, code), name: said('name'), expires: expires_at });
    } catch (error) {
      desk.fail(error);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      title={made ? fill(words.made, { name: made.name }) : words.invite}
      words={desk.words}
      close={leave}
    >
      {made ? (
        <Link words={words} made={made} done={leave} />
      ) : (
        <form class="stack" onSubmit={submit}>
          <p class="muted">{words.invite_text}</p>
          <label class="stack tight">
            {words.name}
            <input name="name" required maxLength={40} pattern=".*\S.*" autocomplete="off" />
            <span class="muted small">{words.name_hint}</span>
          </label>
          <RoleFields words={words} choices={choices(grantable)} />
          <label class="stack tight">
            {words.days}
            <select name="days">
              {DAYS.map((days) => (
                <option key={days} value={days} selected={days === 7}>
                  {days === 1 ? words.day_one : fill(words.days_many, { count: days })}
                </option>
              ))}
            </select>
          </label>
          <div class="row">
            <button class="btn main" type="submit" disabled={busy}>
              {words.make}
            </button>
            <button class="btn quiet" type="button" onClick={leave}>
              {desk.words.cancel}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Link({ words, made, done }: { words: PeopleWords; made: Made; done: () => void }) {
  const desk = useDesk();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(made.link).then(
      () => setCopied(true),
      () => desk.say(words.copy_by_hand),
    );
  return (
    <>
      <p class="notice amber">{words.once}</p>
      <div class="row link-row">
        <input
          class="grow"
          readOnly
          value={made.link}
          aria-label={words.link}
          data-testid="join-link"
          onFocus={(event) => event.currentTarget.select()}
        />
        <button class="btn main" type="button" onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      </div>
      <div class="row join-code">
        <QrCode text={made.link} label={words.qr} />
        <ol class="grow stack tight">
          <li>{words.step_hand}</li>
          <li>{words.step_open}</li>
          <li>{fill(words.step_until, { when: formatMoment(desk.locale, made.expires) })}</li>
        </ol>
      </div>
      <div class="row">
        <button class="btn" type="button" onClick={done}>
          {words.done}
        </button>
      </div>
      <p class="vh" role="status">
        {copied ? words.copied : ''}
      </p>
    </>
  );
}
