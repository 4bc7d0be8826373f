/** First that fits names the browser: each pretends to be those below it. */
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat 微信'],
  [/DingTalk/, 'DingTalk 钉钉'],
  [/QQBrowser|MQQBrowser/, 'QQ Browser'],
  [/360SE|360EE|QIHU/, '360'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/OPR\//, 'Opera'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/Chrom(?:e|ium)\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|UOS|Kylin/, 'Linux'],
];

/** `Chrome · Windows` for what a browser says of itself; '' when it says nothing known. */
export function browserName(agent: string | null): string {
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => sign.test(agent ?? ''))?.[1]);
  return named.filter(Boolean).join(' · ');
}
