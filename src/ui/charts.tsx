import './charts.css';

/** Charts are SVG written by the server. Lengths are percentages of the box, so text keeps its size at every width. */
const pct = (share: number) => `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;

export interface BarRow {
  label: string;
  /** 0–1; null where the figure is suppressed, and `text` says so */
  share: number | null;
  low?: number;
  high?: number;
  /** what is printed at the end: "91%" or "应答太少" */
  text: string;
  /** read instead of the drawing: "认识毒品 91%，区间 88–93%，n=412" */
  title: string;
  /** below the aim: amber says "needs work" */
  amber?: boolean;
}

/** Horizontal bars with their intervals, one per row. */
export function BarWithInterval({ rows }: { rows: BarRow[] }) {
  return (
    <ul class="bars">
      {rows.map((row) => (
        <li key={row.label}>
          <span>{row.label}</span>
          {row.share === null ? (
            <span class="held muted small">{row.text}</span>
          ) : (
            <>
              <svg class="chart" height="14" role="img" aria-label={row.title}>
                <rect class="track" y="2" width="100%" height="10" rx="5" />
                <rect class={row.amber ? 'amber' : 'fill'} y="2" width={pct(row.share)} height="10" rx="5" />
                {row.low !== undefined && row.high !== undefined && (
                  <line class="whisker" x1={pct(row.low)} x2={pct(row.high)} y1="7" y2="7" />
                )}
              </svg>
              <strong>{row.text}</strong>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface LineProps {
  share: number;
  low: number;
  high: number;
  title: string;
}

/** One figure on the line from 0 to 100 %, its interval as a band. */
export function IntervalLine({ share, low, high, title }: LineProps) {
  return (
    <svg class="chart" height="18" role="img" aria-label={title}>
      <rect class="track" y="6" width="100%" height="6" rx="3" />
      <rect class="band" x={pct(low)} y="2" width={pct(high - low)} height="14" rx="4" />
      <circle class="point" cx={pct(share)} cy="9" r="5" />
    </svg>
  );
}

export interface ColumnItem {
  label: string;
  value: number;
  /** printed above the column */
  text: string;
}

/** Columns, by month for instance; every second label is left out when they would touch. */
export function Columns({ items, title }: { items: ColumnItem[]; title: string }) {
  const top = Math.max(1, ...items.map((item) => item.value));
  const slot = 1 / Math.max(1, items.length);
  const sparse = items.length > 8;
  return (
    <svg class="chart" height="200" role="img" aria-label={title}>
      <svg y="20" height="150" width="100%" overflow="visible">
        {items.map((item, i) => {
          const share = item.value / top;
          return (
            <g key={item.label}>
              <rect
                class="fill"
                x={pct((i + 0.2) * slot)}
                y={pct(1 - share)}
                width={pct(0.6 * slot)}
                height={pct(share)}
                rx="3"
              />
              {(!sparse || i === items.length - 1 || item.value === top) && (
                <text x={pct((i + 0.5) * slot)} y={pct(1 - share)} dy="-6" text-anchor="middle">
                  {item.text}
                </text>
              )}
            </g>
          );
        })}
        <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      </svg>
      {items.map((item, i) =>
        sparse && i % 2 ? null : (
          <text key={item.label} x={pct((i + 0.5) * slot)} y="190" text-anchor="middle">
            {item.label}
          </text>
        ),
      )}
    </svg>
  );
}
