export const SCHOOL = '3303020001';
export const OTHER_SCHOOL = '3303810001';

/** The schools at which the personas teach; roles are held at places that exist. */
export const PERSONA_SCHOOLS = [
  {
    code: SCHOOL,
    county: '330302',
    kind: 'primary',
    name: { 'zh-Hans': '演示实验小学', en: 'Demo Experimental Primary School' },
  },
  {
    code: OTHER_SCHOOL,
    county: '330381',
    kind: 'primary',
    name: { 'zh-Hans': '瑞安演示小学', en: 'Ruian Demo Primary School' },
  },
];
