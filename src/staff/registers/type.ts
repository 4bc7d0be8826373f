/** A type of register while it is being edited. Pure. */
import {
  FIELD_KINDS,
  type FieldDefinition,
  type MeasureDefinition,
  type RegisterType,
} from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';

export const newType = (position: number): RegisterType => ({
  key: '',
  family: 'list',
  name: { 'zh-Hans': '' },
  unit: { 'zh-Hans': '' },
  open: false,
  fields: [],
  measures: [],
  position,
});
export const newField = (): FieldDefinition => ({ name: '', kind: 'text', label: { 'zh-Hans': '' }, required: false });
export const newMeasure = (): MeasureDefinition => ({
  name: '',
  label: { 'zh-Hans': '' },
  unit: { 'zh-Hans': '' },
  sort: 'stock',
});

/** A field of another kind: what only choices have comes and goes with it. */
export function withKind(field: FieldDefinition, kind: string): FieldDefinition {
  const { options, of, ...rest } = field;
  const next = FIELD_KINDS.find((one) => one === kind) ?? 'text';
  if (next !== 'choice' && next !== 'choices') return { ...rest, kind: next };
  return { ...rest, kind: next, ...(of ? { of } : { options: options ?? [] }) };
}

/** Options as lines: key=名称|English. */
export const optionsText = (options: readonly { key: string; name: Words }[]): string =>
  options.map(({ key, name }) => `${key}=${name['zh-Hans'] ?? ''}${name.en ? `|${name.en}` : ''}`).join('\n');

/** Lines as options; traditional names that were there stay while the name stays. */
export function readOptions(
  text: string,
  had: readonly { key: string; name: Words }[],
): { key: string; name: Words }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, key = '', zh = '', en = ''] = /^([^=]*)(?:=([^|]*)(?:\|(.*))?)?$/.exec(line) ?? [];
      const old = had.find((one) => one.key === key.trim());
      const hant = old?.name['zh-Hans'] === zh.trim() ? old.name['zh-Hant'] : undefined;
      return {
        key: key.trim(),
        name: {
          'zh-Hans': zh.trim(),
          ...(hant ? { 'zh-Hant': hant } : {}),
          ...(en.trim() ? { en: en.trim() } : {}),
        },
      };
    });
}

/** Empty languages say nothing and are not sent. */
export const tidyWords = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : [])));

export const tidyType = (type: RegisterType): RegisterType => ({
  ...type,
  key: type.key.trim(),
  name: tidyWords(type.name),
  unit: tidyWords(type.unit),
  fields: type.fields.map((field) => ({ ...field, name: field.name.trim(), label: tidyWords(field.label) })),
  measures: type.measures.map((one) => ({
    ...one,
    name: one.name.trim(),
    label: tidyWords(one.label),
    unit: tidyWords(one.unit),
  })),
});
