import './seal.css';
import { sealGlyphs, sealOutline } from './seal.ts';

interface Props {
  /** two to four characters */
  text: string;
  /** said to screen readers; without one the seal is decoration */
  label?: string;
  got?: boolean;
  /** plays the pressing once; for the moment of collecting */
  press?: boolean;
  size?: number;
}

/** A seal: pressed in vermilion when collected (`got`), a dotted place for it before. */
export function Seal({ text, label, got = false, press = false, size = 62 }: Props) {
  return (
    <svg
      class={`seal${got ? ' got' : ''}${press ? ' press' : ''}`}
      width={size}
      height={size}
      viewBox="0 0 100 100"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    >
      <path d={sealOutline(text)} />
      <rect x="9" y="9" width="82" height="82" rx="3" />
      {sealGlyphs(text).map((glyph) => (
        <text key={glyph.y + glyph.x} x={glyph.x} y={glyph.y} dy=".36em" font-size={glyph.size} text-anchor="middle">
          {glyph.text}
        </text>
      ))}
    </svg>
  );
}
