/** A question body as the editor sends it, complete, about the seeded city's facts. */
export const questionBody = (more: Record<string, unknown> = {}) => ({
  pool: 'practice',
  kp: 9,
  kind: 'single',
  stages: ['adult'],
  difficulty: 1,
  words: {
    'zh-Hans': {
      stem: '朋友递来一颗来路不明的糖，怎么做最稳妥？',
      options: ['谢谢，不用了', '先收下回家再看', '尝一小口试试'],
      source: '《中华人民共和国禁毒法》',
    },
  },
  pictures: null,
  facts: ['F1'],
  valid_from: '2026-01-01',
  valid_to: null,
  checked_on: '2026-05-01',
  answer: 'A',
  explanation: { 'zh-Hans': '来路不明的东西不接、不尝，礼貌地拒绝就好。' },
  ...more,
});

/** The same with another stem. */
export const questionAbout = (stem: string, more: Record<string, unknown> = {}) => {
  const body = questionBody(more);
  return { ...body, words: { 'zh-Hans': { ...body.words['zh-Hans'], stem } } };
};
