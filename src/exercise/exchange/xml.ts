import { SaxesParser } from 'saxes';
import { LIMITS } from './limits.ts';
import { Refused } from './problem.ts';

/** An element with the local part of its name; text and CDATA stand among the children in their order. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string)[];
  /** line of the file on which it begins */
  line: number;
}
export interface XmlEvents {
  open?: (name: string, attributes: Record<string, string>, line: number) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/**
 * A reader of XML that takes pieces. A document type is refused as soon as it begins (its entities are what billion-laughs
 * and stolen files are made of), so is nesting beyond the limit; entities other than XML's own five are errors.
 */
export function xmlReader(events: XmlEvents, file = ''): { write(text: string): void; end(): void } {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let begun = false;
  let failed: Refused | null = null;
  const fail = (error: Refused) => {
    failed ??= error;
    throw failed;
  };
  parser.on('error', () => fail(new Refused('xml_broken', { line: parser.line, file }, parser.line)));
  parser.on('opentag', ({ name, attributes }) => {
    begun = true;
    if (++depth > LIMITS.depth) fail(new Refused('xml_depth', { most: LIMITS.depth, line: parser.line, file }));
    events.open?.(local(name), attributes as Record<string, string>, parser.line);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.close?.(local(name));
  });
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('doctype', () => fail(new Refused('xml_doctype', { line: parser.line, file })));
  let tail = '';
  const write = (text: string) => {
    // Saxes tells of a document type when it has ended, and by then has read what is inside.
    if (!begun) {
      const seen = tail + text;
      if (/<!(DOCTYPE|ENTITY)/i.test(seen)) checkDoctype(seen, file);
      tail = seen.slice(-10);
    }
    parser.write(text);
  };
  return { write, end: () => void parser.close() };
}

/** The words may stand in a text or CDATA; as markup they can only come before the first element. */
function checkDoctype(text: string, file: string): void {
  const before = text.replace(/<!--[\s\S]*?-->/g, '').split(/<[A-Za-z_]/)[0] ?? '';
  const at = before.search(/<!(DOCTYPE|ENTITY)/i);
  if (at >= 0) throw new Refused('xml_doctype', { line: before.slice(0, at).split('\n').length, file });
}

/** Hands over each element of one of these names, whole, in the order of the file; everything else is let go. */
export function eachElement(
  text: string,
  names: readonly string[],
  take: (node: XmlNode, root: string) => void,
  file = '',
): void {
  const stack: XmlNode[] = [];
  let root = '';
  const reader = xmlReader(
    {
      open: (name, attributes, line) => {
        root ||= name;
        if (!stack.length && !names.includes(name)) return;
        const node: XmlNode = { name, attributes, children: [], line };
        stack.at(-1)?.children.push(node);
        stack.push(node);
      },
      close: () => {
        const node = stack.pop();
        if (node && !stack.length) take(node, root);
      },
      text: (part) => {
        stack.at(-1)?.children.push(part);
      },
    },
    file,
  );
  const source = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at += 65_536) reader.write(source.slice(at, at + 65_536));
  reader.end();
}

const isNode = (child: XmlNode | string): child is XmlNode => typeof child !== 'string';

/** Children of this name. */
export const all = (node: XmlNode | undefined, name: string): XmlNode[] =>
  (node?.children ?? []).filter(isNode).filter((child) => child.name === name);
/** First child of this name. */
export const one = (node: XmlNode | undefined, name: string): XmlNode | undefined => all(node, name)[0];
/** All elements below, the node itself not. */
export const below = (node: XmlNode): XmlNode[] =>
  node.children.filter(isNode).flatMap((child) => [child, ...below(child)]);
/** All text below, as it stands there. */
export const textOf = (node: XmlNode | undefined): string =>
  (node?.children ?? []).map((child) => (isNode(child) ? textOf(child) : child)).join('');

/** A text as it may stand in an element or an attribute. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/\r/g, '&#13;');
