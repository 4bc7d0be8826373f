/** QTI 2.1 and 3: single items and packages. Version 3 has the same elements as 2.1 under names with hyphens. */
import { lines } from './html.ts';
import { type ChoiceItem, ItemReader } from './item.ts';
import { Refused } from './problem.ts';
import { clean, decode } from './text.ts';
import type { ReadOptions, ReadResult } from './types.ts';
import { all, below, eachElement, one, textOf, type XmlNode } from './xml.ts';
import { isZip, openZip, type Zip } from './zip.ts';

const MEDIA = ['img', 'object', 'audio', 'video', 'picture', 'source', 'iframe', 'svg'];
const BLOCKS = [
  'p',
  'div',
  'br',
  'li',
  'ul',
  'ol',
  'tr',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'prompt',
  'itemBody',
];

/** Reads a package (by its manifest) or one item. */
export function readQti(bytes: Uint8Array, options: Partial<ReadOptions> = {}): ReadResult {
  const items = new ItemReader(options);
  if (!isZip(bytes)) return items.result(readItem(decode(bytes), '', [], items) ?? 'qti21');
  const zip = openZip(bytes);
  let format: ReadResult['format'] = null;
  for (const { file, tags } of readManifest(zip)) {
    const text = zip.text(file);
    if (text === null) items.refuse(0, file, 'zip_broken', { file });
    else {
      try {
        format = readItem(text, file, tags, items) ?? format;
      } catch (error) {
        // A broken item spoils no other; what is built to harm spoils the package.
        if (!(error instanceof Refused) || error.code !== 'xml_broken') throw error;
        items.refuse(error.row, file, error.code, error.params);
      }
    }
  }
  return items.result(format ?? 'qti21');
}

/** Resources that are items, and the keywords that the manifest has for them. */
function readManifest(zip: Zip): { file: string; tags: string[] }[] {
  const path = zip.names.find((name) => /(^|\/)imsmanifest\.xml$/i.test(name));
  const text = path === undefined ? null : zip.text(path);
  if (text === null || path === undefined) throw new Refused('no_manifest');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const found: { file: string; tags: string[] }[] = [];
  eachElement(
    text,
    ['resource'],
    (node) => {
      const { type = '', href = '' } = node.attributes;
      if (!/^imsqti_item/i.test(type) && !/assessmentitem/i.test(type)) return;
      const file = folder + decodeURI(href);
      const texts = below(node).flatMap(({ children }) => children.filter((child) => typeof child === 'string'));
      found.push({ file, tags: texts.map((each) => each.trim()).filter((each) => each.startsWith('qt:')) });
    },
    path,
  );
  return found;
}

/** Names of version 3 as version 2.1 has them: qti-simple-choice → simpleChoice. */
function older(node: XmlNode): XmlNode {
  const camel = (name: string) =>
    name.replace(/^qti-/, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return {
    ...node,
    name: camel(node.name),
    attributes: Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [camel(name), value])),
    children: node.children.map((child) => (typeof child === 'string' ? child : older(child))),
  };
}

function readItem(text: string, file: string, tags: string[], items: ItemReader): 'qti21' | 'qti3' | null {
  let format: 'qti21' | 'qti3' | null = null;
  eachElement(
    text,
    ['assessmentItem', 'qti-assessment-item'],
    (node) => {
      format = node.name === 'assessmentItem' ? 'qti21' : 'qti3';
      readChoice(older(node), file, tags, items);
    },
    file,
  );
  return format;
}

function readChoice(item: XmlNode, file: string, tags: string[], items: ItemReader) {
  const row = item.line;
  const where = [file, clean(item.attributes.title ?? '')].filter(Boolean).join(' › ').slice(0, 200);
  const body = one(item, 'itemBody');
  const inside = body ? below(body) : [];
  const interactions = inside.filter(({ name }) => /Interaction$/.test(name));
  const interaction = interactions[0];
  if (!body || !interaction || interactions.length > 1 || interaction.name !== 'choiceInteraction') {
    const kind = interactions.map(({ name }) => name).join(' + ') || 'no interaction';
    return items.refuse(row, where, 'not_supported', { kind });
  }
  const media = inside.find(({ name }) => MEDIA.includes(name));
  if (media)
    return items.refuse(row, where, 'has_files', { file: media.attributes.src ?? media.attributes.data ?? media.name });

  const declaration = all(item, 'responseDeclaration').find(
    ({ attributes }) => attributes.identifier === interaction.attributes.responseIdentifier,
  );
  const right = new Set(rightOf(declaration));
  const several = declaration?.attributes.cardinality === 'multiple' && right.size > 1;
  const choices = all(interaction, 'simpleChoice');
  const told = choices.flatMap((choice) => below(choice).filter(({ name }) => name === 'feedbackInline'));
  if (told.length) items.note(row, where, 'option_feedback', 'explanation');
  const modal = all(item, 'modalFeedback').map((each) => blockText(each));
  const choice: ChoiceItem = {
    kind: several ? 'multiple' : 'single',
    row,
    where,
    tags,
    stem: lines(`${blockText(body, ['choiceInteraction'])}\n${blockText(one(interaction, 'prompt'))}`),
    options: choices.map((each) => ({
      text: blockText(each, ['feedbackInline']),
      right: right.has(each.attributes.identifier ?? ''),
    })),
    explanation: [...new Set([...modal, ...told.map((each) => blockText(each))].filter(Boolean))].join('\n'),
  };
  items.take(choice);
}

/** Identifiers of the right options: said outright, or those that the mapping gives points for. */
function rightOf(declaration: XmlNode | undefined): string[] {
  const said = all(one(declaration, 'correctResponse'), 'value').map((value) => textOf(value).trim());
  if (said.length) return said;
  const entries = all(one(declaration, 'mapping'), 'mapEntry');
  return entries
    .filter(({ attributes }) => Number(attributes.mappedValue) > 0)
    .map(({ attributes }) => attributes.mapKey ?? '');
}

/** Text with paragraphs as lines; line feeds of the file itself mean nothing. */
function blockText(node: XmlNode | undefined, without: readonly string[] = []): string {
  const walk = (each: XmlNode): string =>
    each.children
      .map((child) => {
        if (typeof child === 'string') return child.replace(/\s+/g, ' ');
        if (without.includes(child.name)) return '';
        return BLOCKS.includes(child.name) ? `\n${walk(child)}\n` : walk(child);
      })
      .join('');
  return node ? lines(walk(node)) : '';
}
