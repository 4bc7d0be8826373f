/** Columns of a register's sheet, made from the fields and measures of its type; headings in Chinese and English. */
import { LOCALES, type Locale } from '../../contract/locales.ts';
import type { FieldDefinition, MeasureDefinition, RegisterType } from '../../contract/registers.ts';
import type { Words } from '../../contract/trails.ts';

export type Column = { names: Words; locale?: Locale; required?: boolean } & (
  | { part: 'key' | 'place' | 'title' | 'from' | 'to' | 'number' }
  | { part: 'field'; field: FieldDefinition }
  | { part: 'measure'; measure: MeasureDefinition }
);

const words = (zh: string, en: string): Words => ({ 'zh-Hans': zh, en });
/** The part of every entry that no type has to define. */
const COMMON: Record<'key' | 'place' | 'title' | 'from' | 'to' | 'number', Words> = {
  key: words('编号', 'Code'),
  place: words('地区', 'Place'),
  title: words('名称', 'Name'),
  from: words('开始日期', 'From'),
  to: words('结束日期', 'To'),
  number: words('数量', 'Count'),
};
/** Other names by which offices know them. */
const ALSO: Record<keyof typeof COMMON, RegExp> = {
  key: /^(编码|代码|序列号|标识码|id|key)$/,
  place:
    /^(所在地|所在地区|所属地区|地点代码|行政区划|区划代码|区县|县市区|社区|村社区|乡镇街道|district|county|community)$/,
  title: /^(标题|全称|单位名称|活动名称|场所名称|队伍名称|作品名称|文件名称|title)$/,
  from: /^(日期|活动日期|开始|起始日期|启用日期|成立日期|建成日期|发布日期|开放日期|start|startdate|date|opened|since)$/,
  to: /^(结束|终止日期|截止日期|关闭日期|撤销日期|end|enddate|until|closed)$/,
  number: /^(个数|数目|家数|处数|场次|场数|number|quantity)$/,
};
const LANGUAGES: Record<Locale, { name: string; known: RegExp; en: string }> = {
  'zh-Hans': { name: '简体', known: /^(简体|简|zh-hans|simplified)$/, en: 'simplified' },
  'zh-Hant': { name: '繁体', known: /^(繁体|繁|正体|zh-hant|traditional)$/, en: 'traditional' },
  en: { name: '英文', known: /^(英文|英语|en|english)$/, en: 'English' },
};

const FROM = '編號碼標識稱區縣屬劃鄉鎮數開結關閉發啟繁體簡語單隊撤銷';
const TO = '编号码标识称区县属划乡镇数开结关闭发启繁体简语单队撤销';
/** A heading as it is compared. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s*:_·、]/g, '')
    .replace(/./gu, (sign) => TO[FROM.indexOf(sign)] ?? sign)
    .toLowerCase();

/** All columns that a sheet of this type may have, in the template's order. Pictures are added by hand, not by sheets. */
export function columnsOf(type: RegisterType): Column[] {
  // 数量 of a placement is its own field: what is common to all entries gives way
  const taken = [...type.fields, ...type.measures].flatMap(({ label }) => Object.values(label));
  const common = (part: keyof typeof COMMON): Column => {
    const { 'zh-Hans': zh = '', en = '' } = COMMON[part];
    const free = !taken.includes(zh) && !taken.includes(en);
    return { part, names: free ? COMMON[part] : words(`登记${zh}`, `Entry ${en.toLowerCase()}`) };
  };
  const inLanguages = <T extends Column>(column: T): T[] => LOCALES.map((locale) => ({ ...column, locale }));
  return [
    ...inLanguages(common('title')),
    common('place'),
    common('from'),
    common('to'),
    common('number'),
    ...type.fields
      .filter(({ kind }) => kind !== 'media')
      .flatMap((field): Column[] => {
        const column: Column = { part: 'field', field, names: field.label, required: field.required };
        return field.kind === 'words' ? inLanguages(column) : [column];
      }),
    ...type.measures.map((measure): Column => ({ part: 'measure', measure, names: measure.label })),
    common('key'),
  ];
}

/** Heading of a column: its name, the language or unit it is in, and a star where it must be filled. */
export function headingOf(column: Column, english = false): string {
  const name = (english ? column.names.en : undefined) ?? column.names['zh-Hans'] ?? '';
  const brackets = (text: string) => (english ? ` (${text})` : `（${text}）`);
  const unit =
    column.part === 'measure' && ((english ? column.measure.unit.en : undefined) ?? column.measure.unit['zh-Hans']);
  const language = column.locale && column.locale !== 'zh-Hans' && LANGUAGES[column.locale];
  const star = isRequired(column) ? '*' : '';
  return `${name}${star}${language ? brackets(english ? language.en : language.name) : ''}${unit ? brackets(unit) : ''}`;
}
export const isRequired = (column: Column): boolean =>
  (column.part === 'title' || !!column.required) && (!column.locale || column.locale === 'zh-Hans');

/** The column that a heading names, or null. A unit in brackets says nothing, a language does. */
export function columnBy(heading: string, columns: readonly Column[]): Column | null {
  const text = plain(heading);
  const bracket = /^(.+?)\(([^()]*)\)$/.exec(text);
  const said = bracket && LOCALES.find((locale) => LANGUAGES[locale].known.test(bracket[2] ?? ''));
  const names = bracket ? [text, bracket[1] ?? ''] : [text];
  const locale = said || 'zh-Hans';
  const fits = (column: Column, by: (column: Column) => boolean) =>
    (!column.locale || column.locale === locale) && (column.locale || !said) && by(column);
  const named = (column: Column) =>
    Object.values(column.names).some((name) => names.includes(plain(name))) ||
    (column.part === 'field' && names.includes(column.field.name)) ||
    (column.part === 'measure' && names.includes(column.measure.name));
  // What the type itself names goes before what is common to all: 场次 may be a measure.
  const own = columns.filter(({ part }) => part === 'field' || part === 'measure');
  const common = columns.filter(({ part }) => part !== 'field' && part !== 'measure');
  return (
    own.find((column) => fits(column, named)) ??
    common.find((column) => fits(column, named)) ??
    common.find((column) =>
      fits(
        column,
        (one) => one.part !== 'field' && one.part !== 'measure' && names.some((name) => ALSO[one.part].test(name)),
      ),
    ) ??
    null
  );
}

/** What `columnBy` finds twice must be the same column. */
export const idOf = (column: Column): string =>
  [
    column.part,
    column.part === 'field' ? column.field.name : column.part === 'measure' ? column.measure.name : '',
    column.locale ?? '',
  ].join(' ');

/** Columns of lists of persons: no register is one. */
export const isPerson = (heading: string): boolean =>
  /^(身份证(件)?号?码?|证件号码?|手机(号码?)?|电话(号码)?|联系(电话|方式)|出生(日期|年月)|家庭住址|idnumber|mobile|phone)$/.test(
    plain(heading),
  );
