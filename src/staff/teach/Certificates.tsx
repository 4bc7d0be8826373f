import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../ui/fill.ts';
import { mark } from '../../ui/icons.ts';
import { Seal } from '../../ui/Seal.tsx';
import { useDesk } from '../shell/Console.tsx';
import { Qr } from './CodeBlock.tsx';
import { type Certificates as Codes, classCertificates } from './calls.ts';
import { sheetsOf } from './paper.ts';
import { useClassDesk } from './parts.tsx';
import { PrintBar } from './SeatTable.tsx';
import { className, yearName } from './words.ts';

/** One certificate for the class and one for each seat that is done; the child writes the name on paper. */
export function Certificates({ brand }: { brand: string }) {
  const { locale, fail, words: shell } = useDesk();
  const { words, page } = useClassDesk();
  const [codes, setCodes] = useState<Codes | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    classCertificates(page.class.id, locale).then(setCodes, (error) => {
      fail(error);
      setMissing(true);
    });
  }, [page.class.id, locale, fail]);
  if (missing) return null;
  if (!codes) return <p class="muted">{shell.loading}</p>;
  const none = !codes.class && codes.seats.length === 0;
  return (
    <>
      <PrintBar text={none ? words.certificates_none : words.certificates_lead} ready={!none} />
      <section class="paper-preview" aria-label={words.preview}>
        {codes.class && (
          <div class="paper" data-testid="paper">
            <Certificate whole code={codes.class.code} brand={brand} />
          </div>
        )}
        {sheetsOf(codes.seats, 2).map((two) => (
          <div key={two[0]?.seat} class="paper halves" data-testid="paper">
            {two.map(({ seat, code }) => (
              <Certificate key={seat} seat={seat} code={code} brand={brand} />
            ))}
          </div>
        ))}
      </section>
    </>
  );
}

interface Props {
  /** of the class */
  whole?: boolean;
  seat?: number;
  code: string;
  brand: string;
}

function Certificate({ whole, seat, code, brand }: Props) {
  const { prefix } = useDesk();
  const { words, page, site } = useClassDesk();
  const about = {
    school: page.class.school_name,
    class: className(words, page.class),
    year: yearName(words, page.class.year),
    hours: page.required,
    seat: seat ?? '',
  };
  const address = `${site}${prefix}/certificate/${code}`;
  return (
    <article class={whole ? 'certificate whole' : 'certificate'}>
      <header>
        <svg class="poster-mark" viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d={mark} fill="none" stroke-width="1.9" stroke-linecap="round" />
        </svg>
        <span>{brand}</span>
      </header>
      <h2 class="song">{whole ? words.certificate_class_title : words.certificate_title}</h2>
      {whole ? (
        <p class="certificate-text">{fill(words.certificate_class_text, about)}</p>
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
        <Qr address={address} label={words.certificate_qr} />
        <p>
          {words.certificate_check}
          <b class="num">{code}</b>
          <span>{`${new URL(site).host}${prefix}/certificate`}</span>
        </p>
        <Seal text={words.certificate_seal} got />
      </footer>
    </article>
  );
}
