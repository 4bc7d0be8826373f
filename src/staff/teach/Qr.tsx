import { drawQr } from '../posters/qr.ts';

/** The address as a code that phones read; dark on white whatever the screen's colours are. */
export function Qr({ address, label }: { address: string; label: string }) {
  const { size, d } = drawQr(address);
  return (
    <svg class="class-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-address={address}>
      <rect width={size} height={size} fill="#fff" />
      <path d={d} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
