/** Words and numbers that must not stand in a question, per language. Used by the editor's lint only. */
import type { Locale } from '../contract/locales.ts';

interface Hit {
  rule: string;
  message: string;
}
interface Context {
  /** knowledge point; 3 and 4 teach what the law says about amounts */
  kp: number;
  /** asked in primary school, where neither amounts nor penalties in numbers belong */
  primary: boolean;
  /** sorting asks for both sides at once, so its stem may name the wrong one */
  sorting: boolean;
  locale: Locale;
}

const NUMBER = '[0-9０-９零一二三四五六七八九十百千万两兩半几幾]';
/** 克 is also a syllable (克服, 克制, 克隆), so those are let through. */
const QUANTITY_ZH = new RegExp(`${NUMBER}\\s*(?:毫克|微克|公克|克(?![服制隆拉]))`);
const QUANTITY_EN = /\d(?:[\d.,]*)\s?(?:mg|kg|g|grams?|milligrams?|micrograms?)\b/i;
const PENALTY = new RegExp(
  `(?:${NUMBER}\\s*[日年][^。；]{0,8}(?:拘留|徒刑))|\\d+[^.;]{0,14}(?:detention|in prison)`,
  'i',
);

/** How to make, get, take or hide: never in a question. Names of drug classes with 合成 and 合成的东西 are let through. */
const FORBIDDEN: [RegExp, string][] = [
  [/配方/, '配方'],
  [/合成(?!毒品|大麻素|卡西酮|类|類|的(?:东西|東西|物质|物質|同类|同類))/, '合成'],
  [/提纯|提純/, '提纯'],
  [/吸法|怎么吸|怎麼吸/, '吸食方法'],
  [/购买渠道|購買渠道|購買管道/, '购买渠道'],
  [/货到付款|貨到付款/, '货到付款'],
  [/躲避检测|躲避檢測/, '躲避检测'],
  [/多少钱|多少錢/, '价格'],
  [/\brecipes?\b|\bsynthesi[sz]e\b|\bpurif(?:y|ying|ied|ication)\b/i, 'recipe'],
  [/\bhow to (?:smoke|snort|inject|buy)\b|\bwhere to buy\b|\bcash on delivery\b/i, 'how to take or buy'],
  [/\bbeat (?:a|the) (?:drug )?test\b|\bstreet price\b|\bdosage\b/i, 'tests, prices, doses'],
];

/** The drug articles 71–74 of the law before 2026 are 83, 84, 85 and 87 now. */
const OLD_ARTICLE = [
  /治安管理[处處][罚罰]法[^；。《]*?第(?:七十[一二三四]|7[1-4])[条條]/,
  /Public Security Administration Punishments Law[^;]*?\bArt(?:icle|icles|s)?\.?\s*7[1-4]\b/i,
  /\bArt(?:icle|s)?\.?\s*7[1-4]\b[^.;]*Public Security Administration Punishments Law/i,
];

const NEGATIVE_ZH =
  /(?:哪|下列|下面|以下)[^，。？?]{0,14}?(?:不是|不属于|不屬於|不包括|不正确|不正確|不应|不應|不能|不可|不对|不對|错误|錯誤|除外)/;
const NEGATIVE_EN = /\b(?:which|what)\b[^.?]*(?:(?<!\b(?:may|must) )\bnot\b|\b(?:incorrect|wrong|except|false)\b)/i;
/** A negative word counts as stressed in brackets, quotes, asterisks or (English) capitals. */
const STRESSED = /[【“「*](?:不|错|錯|除)[^】”」*]*[】”」*]|\b(?:NOT|EXCEPT|INCORRECT|FALSE)\b/;

/** Findings about one text of a question; `field` is stem, option.X, explanation, source or boxes. */
export function wordRules(field: string, text: string, context: Context): Hit[] {
  const hits: Hit[] = [];
  const amount = QUANTITY_ZH.test(text) || QUANTITY_EN.test(text);
  if (amount && context.kp !== 3 && context.kp !== 4)
    hits.push({ rule: 'quantity', message: '克、毫克等数量只能出现在知识点 3、4 的法律题里' });
  else if (amount && context.primary) hits.push({ rule: 'primary_numbers', message: '小学题不写数量' });
  if (context.primary && PENALTY.test(text))
    hits.push({ rule: 'primary_numbers', message: '小学题不写拘留、刑期的数字' });
  for (const [pattern, word] of FORBIDDEN)
    if (pattern.test(text)) hits.push({ rule: 'forbidden_word', message: `不能出现：${word}` });
  if (OLD_ARTICLE.some((pattern) => pattern.test(text)))
    hits.push({
      rule: 'old_article',
      message: '《治安管理处罚法》旧第七十一至七十四条自 2026-01-01 起已是第八十三、八十四、八十五、八十七条',
    });
  const negative = context.locale === 'en' ? NEGATIVE_EN : NEGATIVE_ZH;
  if (field === 'stem' && !context.sorting && negative.test(text) && !STRESSED.test(text))
    hits.push({ rule: 'negative_stem', message: '否定式提问容易看错：改成正面提问，或者写成【不】' });
  if (field === 'explanation') {
    const limit = context.locale === 'en' ? 320 : 120;
    if ([...text].length > limit) hits.push({ rule: 'long_explanation', message: `解析不超过 ${limit} 个字符` });
    if (sentences(text, context.locale) > 2) hits.push({ rule: 'long_explanation', message: '解析不超过两句话' });
  }
  return hits;
}

/** Options that test cunning instead of knowledge. */
export function isBadChoice(text: string, monitoring: boolean): Hit | null {
  if (/以上(?:都|全|皆|均|选项|選項)|(?:all|none|both) of the above/i.test(text))
    return { rule: 'all_of_the_above', message: '不用“以上都对”一类的选项' };
  if (monitoring && /^(?:不知道|不清楚|不确定|不確定|(?:i )?(?:do not|don[’']t) know)/i.test(text))
    return { rule: 'dont_know_option', message: '监测卷会自动加上“不知道”，选项里不要再写' };
  return null;
}

function sentences(text: string, locale: Locale): number {
  const plain = text.replace(/\b(?:Arts?|No|e\.g|i\.e)\./g, '');
  const ends = locale === 'en' ? /[.!?]+[”’"')]*(?=\s|$)/g : /[。！？!?]+/g;
  const rest = plain.split(ends).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return rest.length;
}
