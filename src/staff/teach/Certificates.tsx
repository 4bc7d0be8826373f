import { useCallback, useEffect, useState } from 'preact/hooks';
import { useDesk } from '../shell/Console.tsx';
import { Certificate } from './Certificate.tsx';
import { type Certificates as Codes, classCertificates } from './calls.ts';
import { sheetsOf } from './paper.ts';
import { useClassDesk } from './parts.tsx';
import { PrintBar } from './SeatTable.tsx';

/** One certificate for the class and one for each seat that is done; the child writes the name on paper. */
export function Certificates({ brand }: { brand: string }) {
  const { locale, fail, words: shell } = useDesk();
  const { words, page } = useClassDesk();
  const [codes, setCodes] = useState<Codes | null>(null);
  const [missing, setMissing] = useState(false);
  const ask = useCallback(
    async (early: boolean) => {
      try {
        setCodes(await classCertificates(page.class.id, locale, early));
      } catch (error) {
        fail(error);
        setMissing(true);
      }
    },
    [page.class.id, locale, fail],
  );
  useEffect(() => void ask(false), [ask]);
  if (!codes) return missing ? null : <p class="muted">{shell.loading}</p>;
  const none = !codes.class && codes.seats.length === 0;
  return (
    <>
      <PrintBar text={none ? words.certificates_none : words.certificates_lead} ready={!none} />
      {!none && codes.class?.done !== codes.class?.of && <Early ask={() => ask(true)} text={words.certificate_renew} />}
      {!none && !codes.class && <Early ask={() => ask(true)} text={words.certificate_early} />}
      <section class="paper-preview" aria-label={words.preview}>
        {codes.class && (
          <div class="paper" data-testid="paper">
            <Certificate of={codes.class} code={codes.class.code} brand={brand} />
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

function Early({ ask, text }: { ask: () => void; text: string }) {
  return (
    <p class="no-print">
      <button type="button" class="btn" onClick={ask}>
        {text}
      </button>
    </p>
  );
}
