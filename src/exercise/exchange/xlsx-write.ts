/**
 * Workbooks of texts only: no cell can be a formula or a number, so that codes and days stay as they are and nothing
 * runs. Seven small files in a zip.
 */
import { strToU8, zipSync } from 'fflate';
import type { QuestionDraft } from '../sheet.ts';
import { COLUMNS } from '../sheet-columns.ts';
import { writeRow } from '../sheet-write.ts';
import { letters } from './table.ts';
import { escapeXml } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Widths by column, in characters; long texts wrap. */
const WIDE: Record<string, number> = { 题干: 48, 解析: 48, 依据: 28 };

export interface Sheet {
  name: string;
  /** the first row is the header: bold and always in sight */
  rows: string[][];
}

/** A workbook of all questions in the template's columns. */
export const writeXlsx = (questions: QuestionDraft[], columns: readonly string[] = COLUMNS): Uint8Array =>
  writeSheets([
    {
      name: '题目',
      rows: [[...columns], ...questions.map(writeRow).map((row) => columns.map((column) => row[column] ?? ''))],
    },
  ]);

/** Sheets of texts as a workbook. */
export function writeSheets(sheets: Sheet[]): Uint8Array {
  const each = (make: (sheet: Sheet, n: number) => string) => sheets.map((sheet, i) => make(sheet, i + 1)).join('');
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${each(({ name }, n) => `<sheet name="${escapeXml(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
  };
  sheets.forEach((sheet, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = writeSheet(sheet);
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6 });
}

function writeSheet({ rows }: Sheet): string {
  const header = rows[0] ?? [];
  // Style 1 (text) for whole columns: what somebody types into the template stays what was typed.
  const columns = header.map(
    (name, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDE[name] ?? 14}" style="1" customWidth="1"/>`,
  );
  const body = rows.map((row, r) => {
    const cells = row.map((text, c) =>
      text === ''
        ? ''
        : `<c r="${letters(c)}${r + 1}" s="${r === 0 ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`,
    );
    return `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** What looks like an escape of Excel's is escaped itself. */
const escapeCell = (text: string): string => escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
