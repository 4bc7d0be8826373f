import { useCallback, useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { Console, useDesk } from '../shell/Console.tsx';
import { may } from '../shell/me.ts';
import { Teach } from '../shell/parts.tsx';
import type { Shell } from '../shell/shell.ts';
import { Choose } from './Choose.tsx';
import { How } from './How.tsx';
import { ItemTable } from './ItemTable.tsx';
import { type Ask, addressOf, analyse, askOf, type ItemAnalysis, type ItemForm, loadForms } from './items.ts';
import { Summary } from './Summary.tsx';
import type { View } from './view.ts';

interface Props {
  shell: Shell;
  words: View['words'];
  names: View['names'];
}

/** Item analysis of one form and period; the address carries the question, so that it can be passed on. */
export function Items({ shell, words, names }: Props) {
  return (
    <Console shell={shell} need="items.see">
      {(me) => {
        const edits = may(me, ['content.write', 'content.review']);
        return <Desk view={{ words, names, locale: shell.locale, prefix: shell.prefix, edits }} />;
      }}
    </Console>
  );
}

function Desk({ view }: { view: View }) {
  const { words, locale } = view;
  const { fail } = useDesk();
  const [forms, setForms] = useState<ItemForm[] | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);
  const [report, setReport] = useState<ItemAnalysis | null>(null);
  const [busy, setBusy] = useState(true);

  const show = useCallback(
    async (wanted: Ask) => {
      setBusy(true);
      history.replaceState(null, '', addressOf(wanted));
      try {
        setReport(await analyse(wanted));
      } catch (error) {
        fail(error);
      }
      setBusy(false);
    },
    [fail],
  );
  useEffect(() => {
    loadForms().then(
      (found) => {
        setForms(found);
        const given = askOf(location.search);
        const chosen = found.find(({ form }) => form === given.form) ?? found[0];
        if (!chosen) return setBusy(false);
        const first = { form: chosen.form, from: given.from ?? chosen.from, to: given.to ?? chosen.to };
        setAsk(first);
        show(first);
      },
      (error) => {
        setBusy(false);
        fail(error);
      },
    );
  }, [show, fail]);

  if (forms?.length === 0) return <Teach title={words.no_forms} text={words.no_forms_text} />;
  return (
    <div class="stack" aria-busy={busy}>
      {forms && ask && <Choose forms={forms} ask={ask} busy={busy} view={view} set={setAsk} show={show} />}
      <p class="muted" role="status">
        {busy
          ? words.loading
          : report &&
            `${report.district ? (view.names.district[report.district] ?? report.district) : words.scope_city} · ${fill(words.at, { when: formatMoment(locale, report.at) })}`}
      </p>
      {/* who sees one district has no door to the questions of the city */}
      {report && <Report report={report} view={{ ...view, edits: view.edits && !report.district }} />}
    </div>
  );
}

function Report({ report, view }: { report: ItemAnalysis; view: View }) {
  const { words } = view;
  const { hidden, n, min_n: min } = report;
  if (hidden) {
    return <Teach title={fill(words[hidden], { min })} text={fill(words[`${hidden}_text`], { n })} />;
  }
  return (
    <>
      <Summary report={report} view={view} />
      <ItemTable report={report} view={view} />
      <How report={report} view={view} />
    </>
  );
}
