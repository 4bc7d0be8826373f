/** Values of a type's fields, as cells write them. */
import type { FieldDefinition } from '../../contract/registers.ts';
import { clean } from '../exchange/text.ts';
import { readDay } from './day.ts';
import { readFigure } from './figure.ts';
import { choiceFinder } from './names.ts';
import { type ChoiceName, isUnclear, REGISTER_LIMITS, type Unclear, unclear } from './types.ts';

const YES = /^(是|有|√|✓|✔|对|yes|y|true|1)$/i;
const NO = /^(否|无|没有|×|✗|不|no|n|false|0)$/i;
/** The database refuses the same: markup, and what turns the direction of reading (taken out by `clean`). */
const MARKUP = /[<>]/;

export function readText(cell: string, most: number): string | Unclear {
  const text = clean(cell).normalize('NFC');
  if (text.length > most) return unclear('too_long', { most });
  return MARKUP.test(text) ? unclear('text_signs') : text;
}

/** Longitude and latitude, in this order; the other way round only where a latitude cannot be meant. */
export function readPosition(cell: string): [number, number] | Unclear {
  const parts = cell
    .normalize('NFKC')
    .replace(/[°经纬度东北EN:：]/g, ' ')
    .split(/[,;\s/、]+/)
    .filter(Boolean);
  const [a, b] = parts.map(Number);
  const numbers = parts.length === 2 && parts.every((part) => /^-?\d{1,3}(\.\d{1,8})?$/.test(part));
  if (!numbers || a === undefined || b === undefined) return unclear('position_form', { word: cell.slice(0, 30) });
  if (Math.abs(a) <= 180 && Math.abs(b) <= 90) return [a, b];
  return Math.abs(b) <= 180 && Math.abs(a) <= 90 ? [b, a] : unclear('position_form', { word: cell.slice(0, 30) });
}

/** The value of a filled cell; words are one language of theirs. */
export function readValue(field: FieldDefinition, cell: string, choices: readonly ChoiceName[]): unknown | Unclear {
  const word = cell.trim().slice(0, 30);
  switch (field.kind) {
    case 'words':
      return readText(cell, field.most ?? REGISTER_LIMITS.words);
    case 'text':
      return readText(cell, field.most ?? REGISTER_LIMITS.text);
    case 'number': {
      // lengths and areas may have two decimals, figures none
      if (/^\d{1,9}\.\d{1,2}$/.test(word) && Number(word) <= (field.most ?? REGISTER_LIMITS.number))
        return Number(word);
      const figure = readFigure(cell);
      if (figure === null || isUnclear(figure)) return figure ?? unclear('empty');
      if (figure.qualifier !== 'exact') return unclear('number_exact', { word });
      return figure.value > (field.most ?? REGISTER_LIMITS.number)
        ? unclear('figure_large', { word, most: field.most ?? REGISTER_LIMITS.number })
        : figure.value;
    }
    case 'day': {
      const read = readDay(cell, 'none');
      return read === null || isUnclear(read) ? (read ?? unclear('empty')) : read.day;
    }
    case 'link': {
      const link = clean(cell);
      return /^https:\/\/[^\s<>"']+$/.test(link) && URL.canParse(link) ? link : unclear('link_form', { word });
    }
    case 'flag':
      return (
        YES.test(word.normalize('NFKC')) || (NO.test(word.normalize('NFKC')) ? false : unclear('flag_form', { word }))
      );
    case 'choice': {
      const key = choiceFinder(choices)(cell);
      return key ?? unclear('choice_unknown', { word });
    }
    case 'choices': {
      const find = choiceFinder(choices);
      const words = cell.split(/[、,，;；\n]+/).filter((one) => one.trim());
      const missing = words.find((one) => find(one) === null);
      return missing === undefined
        ? [...new Set(words.map(find))]
        : unclear('choice_unknown', { word: missing.trim().slice(0, 30) });
    }
    case 'position':
      return readPosition(cell);
    case 'media':
      return /^[0-9a-f]{64}$/.test(word) ? word : unclear('media_form', { word });
  }
}
