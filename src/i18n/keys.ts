/** One line per area of words; a key that zh-Hans lacks is a type error everywhere. */
export interface Areas {
  common: typeof import('./locales/zh-Hans/common.json');
  home: typeof import('./locales/zh-Hans/home.json');
  quiz: typeof import('./locales/zh-Hans/quiz.json');
  help: typeof import('./locales/zh-Hans/help.json');
  privacy: typeof import('./locales/zh-Hans/privacy.json');
  awareness: typeof import('./locales/zh-Hans/awareness.json');
  staff: typeof import('./locales/zh-Hans/staff.json');
  passport: typeof import('./locales/zh-Hans/passport.json');
  console_items: typeof import('./locales/zh-Hans/console_items.json');
  console_posters: typeof import('./locales/zh-Hans/console_posters.json');
  console_account: typeof import('./locales/zh-Hans/console_account.json');
  console_shell: typeof import('./locales/zh-Hans/console_shell.json');
  console_bank: typeof import('./locales/zh-Hans/console_bank.json');
  console_editor: typeof import('./locales/zh-Hans/console_editor.json');
  console_exchange: typeof import('./locales/zh-Hans/console_exchange.json');
  console_people: typeof import('./locales/zh-Hans/console_people.json');
  console_audit: typeof import('./locales/zh-Hans/console_audit.json');
  console_quizzes: typeof import('./locales/zh-Hans/console_quizzes.json');
  console_calendar: typeof import('./locales/zh-Hans/console_calendar.json');
  trails: typeof import('./locales/zh-Hans/trails.json');
  check: typeof import('./locales/zh-Hans/check.json');
  games: typeof import('./locales/zh-Hans/games.json');
  rewards: typeof import('./locales/zh-Hans/rewards.json');
  console_trails: typeof import('./locales/zh-Hans/console_trails.json');
  console_games: typeof import('./locales/zh-Hans/console_games.json');
  console_rewards: typeof import('./locales/zh-Hans/console_rewards.json');
  console_counter: typeof import('./locales/zh-Hans/console_counter.json');
  console_words: typeof import('./locales/zh-Hans/console_words.json');
  courses: typeof import('./locales/zh-Hans/courses.json');
  join: typeof import('./locales/zh-Hans/join.json');
  teach: typeof import('./locales/zh-Hans/teach.json');
  project: typeof import('./locales/zh-Hans/project.json');
  console_schools: typeof import('./locales/zh-Hans/console_schools.json');
  console_rates: typeof import('./locales/zh-Hans/console_rates.json');
  console_lessons: typeof import('./locales/zh-Hans/console_lessons.json');
  events: typeof import('./locales/zh-Hans/events.json');
  venues: typeof import('./locales/zh-Hans/venues.json');
  works: typeof import('./locales/zh-Hans/works.json');
  console_events: typeof import('./locales/zh-Hans/console_events.json');
  console_registers: typeof import('./locales/zh-Hans/console_registers.json');
  console_door: typeof import('./locales/zh-Hans/console_door.json');
}
export type Area = keyof Areas;

type Base<K> = K extends `${infer B}_other` | `${infer B}_one` ? B : K;
/** `area.key`, plural forms under their common name. */
export type Key = { [A in Area]: `${A}.${Base<keyof Areas[A] & string>}` }[Area];
export type Params = Record<string, string | number>;
