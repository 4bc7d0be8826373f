import { fill } from '../../ui/fill.ts';
import { mark } from '../../ui/icons.ts';
import { Seal } from '../../ui/Seal.tsx';
import { useDesk } from '../shell/Console.tsx';
import { useClassDesk } from './parts.tsx';
import { Qr } from './Qr.tsx';
import { className, yearName } from './words.ts';

interface Props {
  /** of a class: so many of its taken seats */
  of?: { done: number; of: number };
  seat?: number;
  code: string;
  brand: string;
}

/** A certificate of a seat, with a line for the name, or of a class. It holds without colour as well. */
export function Certificate({ of: counts, seat, code, brand }: Props) {
  const { prefix } = useDesk();
  const { words, page, site } = useClassDesk();
  const about = {
    school: page.class.school_name,
    class: className(words, page.class),
    year: yearName(words, page.class.year),
    hours: page.required,
    seat: seat ?? '',
    ...counts,
  };
  const all = counts?.done === counts?.of;
  return (
    <article class={counts ? 'certificate whole' : 'certificate'}>
      <header>
        <svg class="poster-mark" viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d={mark} fill="none" stroke-width="1.9" stroke-linecap="round" />
        </svg>
        <span>{brand}</span>
      </header>
      <h2 class="song">{counts ? words.certificate_class_title : words.certificate_title}</h2>
      {counts ? (
        <p class="certificate-text">{fill(all ? words.certificate_class_all : words.certificate_class_text, about)}</p>
      ) : (
        <p class="certificate-text">
          <span class="certificate-name">
            <i /> {fill(words.certificate_seat, about)}
          </span>
          {fill(words.certificate_text, about)}
        </p>
      )}
      <ul>
        {page.course.lessons.map(({ slug, title }) => (
          <li key={slug}>{title}</li>
        ))}
      </ul>
      <footer>
        <Qr address={`${site}${prefix}/certificate/${code}`} label={words.certificate_qr} />
        <p>
          {words.certificate_check}
          <b class="num">{`${code.slice(0, 5)}-${code.slice(5)}`}</b>
          <span>{`${new URL(site).host}${prefix}/certificate`}</span>
        </p>
        <Seal text={words.certificate_seal} got />
      </footer>
    </article>
  );
}
