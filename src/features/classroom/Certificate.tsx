import { encodeQR } from 'qr';
import type { Certificate as Said } from '../../contract/courses.ts';
import { fill } from '../../ui/fill.ts';
import { Seal } from '../../ui/Seal.tsx';
import { yearOf } from './classroom.ts';
import { className, type JoinWords } from './parts.tsx';

/** What a certificate is filled with, in words. */
export const certificateParts = (words: JoinWords, said: Said) => ({
  school: said.school_name,
  class: className(words, said),
  seat: said.seat ?? '',
  year: fill(words.year, yearOf(said.year)),
  years: `${yearOf(said.year).from}–${yearOf(said.year).to}`,
  hours: said.hours,
  done: said.done,
  of: said.of,
});

interface Props {
  said: Said;
  words: JoinWords;
  /** its own address, for the code */
  address: string;
  /** 2026年10月12日 */
  day: string;
  /** name of product and city */
  brand: string;
}

/** A certificate as a sheet of A4; the name is written by hand, the seal is the reward. */
export function Certificate({ said, words, address, day, brand }: Props) {
  const parts = certificateParts(words, said);
  const svg = encodeQR(address, 'svg', { ecc: 'medium', border: 4 });
  return (
    <article class="certificate" data-testid="certificate">
      <p class="brand-line">{brand}</p>
      <h2 class="song">{said.kind === 'seat' ? words.cert_title : words.cert_class_title}</h2>
      {said.kind === 'seat' ? (
        <>
          <p class="name-line">
            <span>{words.cert_name}</span>
            <i />
          </p>
          <p class="says">{fill(words.cert_text, parts)}</p>
        </>
      ) : (
        <p class="says">{fill(said.done === said.of ? words.cert_class_all : words.cert_class_text, parts)}</p>
      )}
      <footer>
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
          alt={words.cert_qr}
          width="112"
          height="112"
          data-address={address}
        />
        <p>
          <span>{words.cert_number}</span>
          <b class="num">{`${said.code.slice(0, 5)} ${said.code.slice(5)}`}</b>
          <span>{day}</span>
        </p>
        <Seal text={words.cert_seal} got size={96} />
      </footer>
    </article>
  );
}
