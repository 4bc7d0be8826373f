import { formatNumber } from '../../i18n/format.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { fill } from '../../ui/fill.ts';
import { useDesk } from '../shell/Console.tsx';
import type { StampMap } from './desk.ts';
import type { TrailWords } from './trail.ts';

/** Stamps and people per point. What is below ten is said in words, never as a figure. */
export function StampTable({ words, map }: { words: TrailWords; map: StampMap }) {
  const { locale } = useDesk();
  const count = (value: number | null) => (value === null ? words.too_few : formatNumber(locale, value));
  return (
    <DataTable
      caption={words.live_table}
      columns={[
        { label: words.point },
        { label: words.stamps, num: true },
        { label: words.people, num: true },
        { label: words.by_grade },
      ]}
      rows={map.points.map(({ name, stamps, people, by_grade }, i) => [
        `${i + 1}. ${name[locale] ?? name['zh-Hans'] ?? ''}`,
        count(stamps),
        count(people),
        by_grade
          ? (['1', '2', '3'] as const)
              .map((grade) => fill(words[`of_grade_${grade}`], { n: by_grade[grade] }))
              .join(' · ')
          : words.too_few,
      ])}
    />
  );
}
