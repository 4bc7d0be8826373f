import type { RowProblem } from '../../contract/registers.ts';
import type { RegisterRead } from '../../exercise/register/types.ts';
import { fill } from '../../ui/fill.ts';
import { FIRST, FilePreview } from '../exchange/FilePreview.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { RegisterWords, TypeCard } from './calls.ts';
import { fieldName } from './fields.ts';
import { inWords, sayDays, sayFigure } from './say.ts';

interface Props {
  words: RegisterWords;
  problems: Record<string, string>;
  type: TypeCard;
  name: string;
  read: RegisterRead;
  /** what the server could not take */
  refused: RowProblem[];
  send?: (() => void) | undefined;
  /** the source has not been named yet */
  missing: boolean;
}

/** What a file of entries says. */
export function Preview({ words, problems, type, name, read, refused, send, missing }: Props) {
  const { locale } = useDesk();
  const wrong = ({ row, field, rule }: RowProblem) => [
    row,
    fieldName(words, locale, type, field),
    problems[`s_${rule}`] ?? rule,
  ];
  return (
    <FilePreview
      words={words}
      name={name}
      format={read.format === 'xlsx' ? 'Excel' : read.format === 'csv' ? 'CSV' : '–'}
      found={read.found}
      good={read.rows.length}
      problems={read.problems}
      say={({ code, params }) => fill(problems[`p_${code}`] ?? code, params)}
      refused={refused.map(wrong)}
      send={send}
      missing={missing}
      columns={[
        { label: words.row },
        { label: words.entry },
        { label: words.place },
        { label: words.days },
        { label: words.number, num: true },
        ...type.measures.map((measure) => ({ label: inWords(locale, measure.label), num: true })),
      ]}
      rows={read.rows.slice(0, FIRST).map(({ row, title, place, from, to, number, measures }) => [
        row,
        inWords(locale, title),
        place,
        sayDays(words, locale, from, to) || words.always,
        sayFigure(words, locale, number, type.unit),
        ...type.measures.map((measure) => {
          const figure = measures[measure.name];
          return figure ? sayFigure(words, locale, figure, measure.unit) : '–';
        }),
      ])}
    />
  );
}
