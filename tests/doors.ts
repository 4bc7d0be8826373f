/** The rooms of the house and the doors between them, as data; tests/architecture.test.ts walks every import through it. */

/** First pattern that fits a file names its room. */
export const ROOMS: [room: string, pattern: RegExp][] = [
  ['pages/staff', /^src\/pages\/(\[(\.\.\.)?(locale|lang)\]\/)?(staff|teach)\//],
  ['pages', /^src\/pages\//],
  ['layouts', /^src\/layouts\//],
  ['staff', /^src\/staff\//],
  ['map', /^src\/features\/trails\/map\//],
  ['remote', /^src\/features\/[^/]+\/[^/]+\.remote\.ts$/],
  ['state', /^src\/features\/[^/]+\/[^/]+\.state\.ts$/],
  ['late', /^src\/features\/[^/]+\/[^/]+\.late\.ts$/],
  ['inline', /^src\/features\/[^/]+\/[^/]+\.inline\.ts$/],
  ['component', /^src\/features\/.+\.(tsx|css)$/],
  ['rules', /^src\/features\/.+\.ts$/],
  ['exercise', /^src\/exercise\//],
  ['outbox/index', /^src\/outbox\/index\.ts$/],
  ['outbox/note', /^src\/outbox\/note\.ts$/],
  ['outbox/channel', /^src\/outbox\/channel\.ts$/],
  ['outbox/sha256', /^src\/outbox\/sha256\.ts$/],
  ['outbox', /^src\/outbox\//],
  ['backend', /^src\/backend\//],
  ['contract', /^src\/contract\//],
  ['i18n', /^src\/i18n\//],
  ['ui', /^src\/ui\//],
  ['server', /^src\/server\//],
  ['sw/bridge', /^src\/sw\/bridge\.ts$/],
  ['sw', /^src\/sw\//],
  ['ambient', /^src\/env\.d\.ts$/],
  ['supabase/local', /^supabase\/local\//],
  ['tests/world', /^tests\/world\//],
];

/**
 * What a room may import besides itself. `own:` is the same feature only, `type:` and `own-type:` are
 * imports of types only.
 * Rooms that stand together (outbox and its doors, sw and its bridge) count as one when they look inward.
 */
export const DOORS: Record<string, string[]> = {
  // Beyond islands and remotes: what a page draws on the server (components, their pure words and days, ui), the types it
  // passes on, and the scripts that it carries (inline) or lets follow (late).
  pages: ['layouts', 'component', 'remote', 'i18n', 'server', 'ui', 'exercise', 'contract', 'rules', 'inline', 'late'],
  // The shell, its words and the list of districts come with the page, as on visitor pages.
  'pages/staff': ['staff', 'layouts', 'i18n', 'contract', 'remote', 'ui'],
  layouts: ['ui', 'i18n', 'outbox/index', 'outbox/channel', 'sw/bridge'],
  staff: ['*', '!pages', '!pages/staff'],
  rules: ['own:rules', 'contract', 'exercise', 'type:i18n'],
  remote: ['own:rules', 'backend', 'contract'],
  // What a person saves for the way goes through the worker's door.
  state: [
    'own:rules',
    'own:remote',
    'own-type:component',
    'outbox/index',
    'outbox/note',
    'sw/bridge',
    'contract',
    'exercise',
  ],
  // What a page is written with: no session, no network, only drafts and records (outbox/note), and telling a code offline.
  inline: ['own:rules', 'outbox/note', 'outbox/sha256', 'contract', 'exercise', 'ui'],
  // What comes after the page.
  late: ['own:rules', 'own:state', 'outbox/index', 'map', 'contract', 'ui'],
  component: ['own:*', 'exercise', 'ui', 'type:i18n', 'contract'],
  map: ['own:*', 'ui', 'contract'],
  exercise: ['ui', 'contract'],
  outbox: ['backend', 'contract'],
  'outbox/index': ['outbox', 'backend', 'contract'],
  'outbox/note': ['outbox', 'contract'],
  'outbox/channel': ['contract'],
  'outbox/sha256': [],
  backend: ['contract'],
  contract: [],
  i18n: [],
  ui: [],
  sw: [],
  'sw/bridge': [],
  ambient: [],
  // The types of the languages are the contract's.
  server: ['backend', 'contract'],
  // The importers read sheets as the console does; the product's server is started as one file, not imported.
  'supabase/local': ['contract', 'exercise'],
  'tests/world': ['contract', 'supabase/local'],
};

/** Packages that one room alone may import. */
export const PACKAGES: [pattern: RegExp, rooms: RegExp][] = [
  [/^leaflet(\/|$)/, /^map$/],
  [/^i18next(\/|$)/, /^i18n$/],
  [/^@supabase\//, /^backend$/],
  [/^idb(\/|$)/, /^outbox/],
];

/** Longest file in src and supabase, in lines. */
export const LONGEST = 300;
/** Made by programs. */
export const GENERATED = /^(src\/contract\/database\.ts|supabase\/catalog\.txt)$/;
