import './ring.css';

interface Props {
  done: number;
  total: number;
  /** said to screen readers: "已答 3 题，共 5 题" */
  label: string;
  size?: number;
}

/** How far a small round has come; circumference is 100 so that the dash is the share. */
export function Ring({ done, total, label, size = 60 }: Props) {
  const share = total > 0 ? Math.min(1, done / total) * 100 : 0;
  return (
    <svg class="ring" width={size} height={size} viewBox="0 0 36 36" role="img" aria-label={label}>
      <circle cx="18" cy="18" r="15.9155" />
      <circle class="on" cx="18" cy="18" r="15.9155" stroke-dasharray={`${share} 100`} transform="rotate(-90 18 18)" />
      <text x="18" y="18" dy=".36em" text-anchor="middle" font-size="10">
        {done}/{total}
      </text>
    </svg>
  );
}
