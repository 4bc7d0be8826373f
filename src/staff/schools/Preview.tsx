import type { RosterRead } from '../../exercise/roster/types.ts';
import { formatNumber } from '../../i18n/format.ts';
import { fill } from '../../ui/fill.ts';
import { FIRST, FilePreview } from '../exchange/FilePreview.tsx';
import { useDesk } from '../shell/Console.tsx';
import type { SchoolWords, ServerProblem } from './calls.ts';

/** The words of the page for the server's fields. */
const FIELDS = { code: 'code', county: 'county', name: 'school', kind: 'kind', grades: 'grade' } as const;

interface Props {
  words: SchoolWords;
  problems: Record<string, string>;
  name: string;
  read: RosterRead;
  pupils: number;
  /** what the server could not take */
  refused: ServerProblem[];
  send?: (() => void) | undefined;
  /** the source has not been named yet */
  missing: boolean;
}

/** What a roster's file says. */
export function Preview({ words, problems, name, read, pupils, refused, send, missing }: Props) {
  const { locale } = useDesk();
  return (
    <FilePreview
      words={words}
      name={name}
      format={read.format ? words[`format_${read.format}`] : '–'}
      found={read.found}
      good={read.rows.length}
      count={[words.count_pupils, pupils, 'pupils']}
      problems={read.problems}
      say={({ code, params }) => fill(problems[`p_${code}`] ?? code, params)}
      refused={refused.map(({ row, field, rule }) => [row, words[FIELDS[field]], problems[`s_${rule}`] ?? rule])}
      send={send}
      missing={missing}
      columns={[
        { label: words.row },
        { label: words.school },
        { label: words.code },
        { label: words.kind },
        { label: words.by_grade },
      ]}
      rows={read.rows.slice(0, FIRST).map(({ row, name: school, code, kind, grades }) => [
        row,
        school,
        code,
        words[`kind_${kind}`],
        Object.entries(grades)
          .map(([grade, count]) => `${fill(words.grade_n, { n: grade })} ${formatNumber(locale, count)}`)
          .join(' · '),
      ])}
    />
  );
}
