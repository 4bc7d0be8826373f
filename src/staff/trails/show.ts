/** A trail's path and points as text that people read: for differences, conflicts and old revisions. Pure. */
import { LOCALES } from '../../contract/locales.ts';
import type { PointBody, Position, Words } from '../../contract/trails.ts';
import { fill } from '../../ui/fill.ts';
import { lengthOf } from './geo/position.ts';
import type { TrailWords } from './trail.ts';

/** The field's value in words; undefined for fields that speak for themselves. */
export function showTrail(words: TrailWords, name: string, value: unknown): string | undefined {
  if (name === 'path' && Array.isArray(value)) {
    const path = value as Position[];
    return `${fill(words.path_is, { count: path.length, metres: Math.round(lengthOf(path)) })} ${path.join('  ')}`;
  }
  if (name === 'points' && Array.isArray(value))
    return (value as PointBody[]).map((point, i) => showPoint(words, point, i)).join('\n\n');
  if (name === 'ordered') return value ? words.ordered_yes : words.ordered_no;
  if (name === 'positions') return words[`positions_${value as 'surveyed'}`];
  return undefined;
}

function showPoint(words: TrailWords, point: PointBody, place: number): string {
  const lines = [`${place + 1}. ${point.id} · ${point.required ? words.required : words.optional}`];
  const say = (label: string, text: string | null | undefined) => text && lines.push(`${label}: ${text}`);
  const each = (label: string, own: Words | null | undefined) => {
    for (const locale of LOCALES) say(`${label} (${locale})`, own?.[locale]);
  };
  each(words.field_name, point.name);
  each(words.field_seal, point.seal);
  each(words.field_place, point.place);
  say(words.field_position, point.position?.join(', '));
  say(words.field_radius_m, point.radius_m === null ? null : `${point.radius_m} m`);
  each(words.field_story, point.story);
  say(words.field_picture, point.picture?.slice(0, 12));
  each(words.field_picture_alt, point.picture_alt);
  say(words.field_audio, point.audio?.slice(0, 12));
  each(words.field_todo, point.todo);
  say(words.field_game, point.game);
  for (const locale of LOCALES) {
    const asked = point.question?.words[locale];
    if (asked) say(`${words.field_question} (${locale})`, [asked.stem, ...asked.options].join(' / '));
  }
  say(words.field_answer, point.question?.answer);
  say(words.field_proofs, point.proofs.map((proof) => words[`proof_${proof}`]).join('、'));
  return lines.join('\n');
}
