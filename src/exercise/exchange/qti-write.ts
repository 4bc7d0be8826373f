import { strToU8, zipSync } from 'fflate';
import type { QuestionDraft } from '../sheet.ts';
import { choicesOf, feedbackOf, isChoice, writeTags } from './item.ts';
import { escapeXml } from './xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** What differs between the versions besides the spelling of names. */
const VERSIONS = {
  qti21: {
    item: 'http://www.imsglobal.org/xsd/imsqti_v2p1',
    package: 'http://www.imsglobal.org/xsd/imscp_v1p1',
    schema: ['QTIv2.1 Package', '1.0.0'],
    resource: 'imsqti_item_xmlv2p1',
    template: 'http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct',
  },
  qti3: {
    item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
    package: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
    schema: ['QTI Package', '3.0.0'],
    resource: 'imsqti_item_xmlv3p0',
    template: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
  },
} as const;
export type QtiVersion = keyof typeof VERSIONS;

/** Choice questions as a package: one file each and a manifest, whose keywords hold the bank's own knowledge. */
export function writeQti(questions: QuestionDraft[], version: QtiVersion): Uint8Array {
  const { package: space, schema, resource } = VERSIONS[version];
  const files: Record<string, Uint8Array> = {};
  const resources = questions.filter(isChoice).map((q) => {
    const file = `items/${q.code}.xml`;
    files[file] = strToU8(HEAD + writeItem(q, version));
    const keywords = writeTags(q).map(
      (tag) => `<imsmd:keyword><imsmd:langstring>${escapeXml(tag)}</imsmd:langstring></imsmd:keyword>`,
    );
    const metadata = `<metadata><imsmd:lom><imsmd:general>${keywords.join('')}</imsmd:general></imsmd:lom></metadata>`;
    return `<resource identifier="r_${q.code}" type="${resource}" href="${file}">${metadata}<file href="${file}"/></resource>`;
  });
  const manifest = `${HEAD}<manifest xmlns="${space}" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2" identifier="qingtu"><metadata><schema>${schema[0]}</schema><schemaversion>${schema[1]}</schemaversion></metadata><organizations/><resources>\n${resources.join('\n')}\n</resources></manifest>\n`;
  return zipSync({ 'imsmanifest.xml': strToU8(manifest), ...files }, { level: 6 });
}

function writeItem(q: QuestionDraft, version: QtiVersion): string {
  const { stem, options } = choicesOf(q);
  const { item, template } = VERSIONS[version];
  /** a name of 2.1 as this version spells it; XHTML names stay */
  const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const tag = (name: string, attributes: Record<string, string>, ...inside: string[]) => {
    const full = version === 'qti3' ? `qti-${kebab(name)}` : name;
    const list = Object.entries(attributes).map(
      ([key, value]) => ` ${version === 'qti3' ? kebab(key) : key}="${escapeXml(value)}"`,
    );
    return `<${full}${list.join('')}>${inside.join('')}</${full}>`;
  };
  const several = q.kind === 'multiple';
  const values = options.filter(({ right }) => right).map(({ letter }) => tag('value', {}, letter));
  const choices = options.map(({ letter, text }) =>
    tag('simpleChoice', { identifier: letter }, escapeXml(text).replace(/\n/g, '<br/>')),
  );
  const feedback = feedbackOf(q);
  const explained = { outcomeIdentifier: 'FEEDBACK', showHide: 'show', identifier: 'explanation' };
  const shown = version === 'qti3' ? tag('contentBody', {}, paragraphs(feedback)) : paragraphs(feedback);
  return tag(
    'assessmentItem',
    {
      xmlns: item,
      identifier: `q_${q.code}`,
      title: q.code,
      adaptive: 'false',
      timeDependent: 'false',
      toolName: 'Qingtu',
    },
    tag(
      'responseDeclaration',
      { identifier: 'RESPONSE', cardinality: several ? 'multiple' : 'single', baseType: 'identifier' },
      tag('correctResponse', {}, ...values),
    ),
    tag('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }),
    tag(
      'outcomeDeclaration',
      { identifier: 'FEEDBACK', cardinality: 'single', baseType: 'identifier' },
      tag('defaultValue', {}, tag('value', {}, 'explanation')),
    ),
    tag(
      'itemBody',
      {},
      paragraphs(stem),
      tag(
        'choiceInteraction',
        {
          responseIdentifier: 'RESPONSE',
          shuffle: q.kind === 'judge' ? 'false' : 'true',
          maxChoices: several ? '0' : '1',
        },
        ...choices,
      ),
    ),
    tag('responseProcessing', { template }),
    feedback ? tag('modalFeedback', explained, shown) : '',
  );
}

const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escapeXml(line)}</p>`)
    .join('');
