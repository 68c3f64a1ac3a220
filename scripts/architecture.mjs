/**
 * The house as data: which room may import which. `ARCHITECTURE.md` prints this table,
 * `tests/architecture.test.ts` checks every import against it.
 *
 * A room is a folder. `ours` names the rooms it may import besides itself; `others` the packages
 * (a name ending in `/` allows a scope or sub-paths); `node` and `dom` whether the platform is at hand.
 * Rooms stand in the order in which they build on one another: a room imports only rooms that stand before it.
 */

const CORE_LOW = ['src/core/units', 'src/core/geo', 'src/core/terrain']
const CORE_PLAN = [
  'src/core/site',
  'src/core/mission',
  'src/core/permit',
  'src/core/pattern',
  'src/core/route',
  'src/core/safety',
]
const CORE_AFTER = ['src/core/flight', 'src/core/footage', 'src/core/finding']
const PEOPLE = 'src/core/people'
const AFTER_MAY = [
  ...CORE_LOW,
  'src/core/site',
  'src/core/mission',
  'src/core/permit',
  'src/core/route',
  PEOPLE,
]

/** @typedef {{ room: string, holds: string, ours: string[], others: string[], node?: boolean, dom?: boolean }} Room */

/** @type {Room[]} */
const coreRooms = [
  {
    room: 'src/core/units',
    holds: 'results, notes, time, canonical JSON, how text is sought',
    ours: [],
    others: ['zod'],
  },
  {
    room: 'src/core/geo',
    holds: 'positions, the local metric frame of a site, polygons, offsets, visibility',
    ours: CORE_LOW.slice(0, 1),
    others: ['zod', '@turf/', 'clipper2-ts', 'gcoord'],
  },
  { room: 'src/core/terrain', holds: 'ground heights', ours: CORE_LOW.slice(0, 2), others: ['zod'] },
  {
    room: PEOPLE,
    holds: 'persons, their roles, and what stands for them',
    ours: CORE_LOW.slice(0, 1),
    others: ['zod'],
  },
  ...CORE_PLAN.map((room, i) => ({
    room,
    holds:
      [
        'enterprises, sites, assets, the chemical catalogue',
        'the mission document, vehicles, cameras, and the edits of its shapes',
        'approvals of flights, their filings and times, reports, aircraft, batteries',
        'one pattern a file',
        'plan(): points, figures, the MAVLink item list',
        'one safety rule a file, and the verdict',
      ][i] ?? '',
    ours: [
      ...CORE_LOW,
      ...(room === 'src/core/site' || room === 'src/core/mission' ? [] : [PEOPLE]),
      ...CORE_PLAN.slice(0, i),
    ],
    others: ['zod'],
  })),
  {
    room: 'src/core/formats',
    holds: 'one codec a file: bytes in, value and notes out, and back',
    ours: [...CORE_LOW, ...CORE_PLAN],
    others: ['zod', 'fflate', '@xmldom/xmldom', 'qrcode-generator', 'proj4'],
  },
  ...CORE_AFTER.map((room, i) => ({
    room,
    holds:
      [
        'tracks and their readers',
        'what a photo or clip says of itself',
        'sightings, findings and their states',
        'report models',
      ][i] ?? '',
    ours: [...AFTER_MAY, ...CORE_AFTER.slice(0, i)],
    others: ['zod', 'exifreader', '@xmldom/xmldom'],
  })),
  {
    room: 'src/core/campaign',
    holds: 'campaigns and their rounds, visits, checklists: who inspects whom, when, and on what authority',
    ours: [...AFTER_MAY, 'src/core/formats', ...CORE_AFTER],
    others: ['zod'],
  },
  {
    room: 'src/core/duty',
    holds: 'what an enterprise owes again and again and checks itself: rules, their days, how each stands',
    ours: [...CORE_LOW, 'src/core/site', PEOPLE, 'src/core/finding'],
    others: ['zod'],
  },
  {
    room: 'src/core/draw',
    holds: 'random draws: what is committed to, what follows from a seed, and whether a record holds',
    ours: [...CORE_LOW.slice(0, 1), PEOPLE],
    others: ['zod'],
  },
  {
    room: 'src/core/papers',
    holds: 'what forms and registers say of the models, and what is read back of them',
    ours: [...AFTER_MAY, 'src/core/formats', ...CORE_AFTER, 'src/core/campaign', 'src/core/duty'],
    others: ['zod'],
  },
  {
    room: 'src/core/journal',
    holds: 'entries, versions and how they join, trees and signed heads',
    ours: [
      ...AFTER_MAY,
      ...CORE_AFTER,
      'src/core/campaign',
      'src/core/duty',
      'src/core/draw',
      'src/core/papers',
    ],
    others: ['zod'],
  },
  {
    room: 'src/core/policy',
    holds: 'what is set for all computers: its file, its form, where it lies',
    ours: ['src/core/units', 'src/core/formats', 'src/core/finding'],
    others: ['zod'],
  },
  {
    room: 'src/core/support',
    holds: 'what may be told to whoever helps, without what people wrote',
    ours: [],
    others: [],
  },
]

const CORE = coreRooms.map((room) => room.room)

/** What every feature of the window may import: they meet on the desk, never each other or the map. */
const FEATURE_MAY = [...CORE, 'src/contract', 'renderer/i18n', 'renderer/ui', 'renderer/api', 'renderer/desk']
const REACT = ['react', 'zustand']

/** @type {[name: string, holds: string, others: string[], ours?: string[]][]} */
const features = [
  ['enterprises', 'enterprises and their dossiers', ['lucide-react']],
  ['sites', 'sites, their assets, what was seen of them', ['lucide-react']],
  [
    'missions',
    'missions: patterns, sections, exports, the link to a vehicle',
    ['lucide-react'],
    ['renderer/planning'],
  ],
  [
    'flights',
    'flights: the card, the timeline, pictures, clocks, masks',
    ['lucide-react', 'react-aria-components', 'react-dom', 'mediabunny'],
    ['renderer/planning'],
  ],
  ['findings', 'sightings, findings, their states and deadlines', ['lucide-react']],
  [
    'orders',
    'orders: composing, service, the two clocks of a finding, what is due this week',
    ['lucide-react'],
  ],
  ['statistics', 'the numbers of findings, with what is behind each', []],
  [
    'campaigns',
    'campaigns: the board, visits and their sheets, checklists, what flights offer',
    ['lucide-react'],
  ],
  [
    'verdict',
    'the verdict, its fixes, the profile',
    ['lucide-react', 'react-aria-components'],
    ['renderer/planning'],
  ],
  [
    'stations',
    'stations: who they are, sending and receiving, what waits for a decision side by side',
    ['lucide-react'],
  ],
  [
    'people',
    'who acts: signing in, the lock, persons, release codes',
    ['lucide-react', 'react-aria-components'],
  ],
  [
    'settings',
    'who works here, tables, layers, the workspace and its journal',
    ['lucide-react', 'react-aria-components'],
  ],
  ['draw', 'random draws and their records', ['lucide-react']],
  ['start', 'the first start and the banners', ['lucide-react']],
]
const FEATURES = features.map(([name]) => `renderer/features/${name}`)

/** @type {Room[]} */
const windowRooms = [
  {
    room: 'renderer/i18n',
    holds: 'the words of the window, a file a feature; figures and dates as a language writes them',
    ours: ['src/core/units', 'src/words'],
    others: ['i18next', 'react-i18next'],
    dom: true,
  },
  {
    room: 'renderer/ui',
    holds: 'buttons, fields, lists and frames that know nothing of patrols',
    ours: ['src/core/units'],
    others: ['react', 'react-aria-components', '@internationalized/date', 'lucide-react'],
    dom: true,
  },
  {
    room: 'renderer/planning',
    holds: 'plan() and judge() in Web Workers',
    ours: CORE,
    others: [],
    dom: true,
  },
  {
    room: 'renderer/api',
    holds: 'the contract over the bridge or HTTP, and the cache of its answers',
    ours: [...CORE, 'src/contract', 'renderer/i18n'],
    others: ['react', '@tanstack/react-query'],
    dom: true,
  },
  {
    room: 'renderer/desk',
    holds: 'what map and features share: selection, moment, commands, notices, undo, the editing session',
    ours: [...CORE, 'src/contract', 'renderer/i18n', 'renderer/ui', 'renderer/planning', 'renderer/api'],
    others: [...REACT, 'zustand/'],
    dom: true,
  },
  {
    room: 'renderer/map/leaflet',
    holds: 'the seam to Leaflet: positions, marks, pictures laid out by corners, tiles',
    ours: CORE_LOW,
    others: ['react', 'leaflet', 'react-leaflet', 'protomaps-leaflet'],
    dom: true,
  },
  {
    room: 'renderer/map/tools',
    holds: 'what a person does on the map, a tool a file',
    ours: [
      ...CORE,
      'src/contract',
      'renderer/i18n',
      'renderer/ui',
      'renderer/api',
      'renderer/desk',
      'renderer/map/leaflet',
    ],
    others: [...REACT, 'zustand/', 'leaflet', 'react-leaflet', 'lucide-react'],
    dom: true,
  },
  {
    room: 'renderer/map/layers',
    holds: 'what the map draws, a layer a file',
    ours: [
      ...CORE,
      'src/contract',
      'renderer/i18n',
      'renderer/ui',
      'renderer/api',
      'renderer/desk',
      'renderer/map/leaflet',
      'renderer/map/tools',
    ],
    others: [...REACT, 'leaflet', 'react-leaflet'],
    dom: true,
  },
  {
    room: 'renderer/map',
    holds: 'the map: its layers, its tools, and the controls that lie on it',
    ours: [
      ...CORE,
      'src/contract',
      'renderer/i18n',
      'renderer/ui',
      'renderer/api',
      'renderer/desk',
      'renderer/map/leaflet',
      'renderer/map/tools',
      'renderer/map/layers',
    ],
    others: [...REACT, 'leaflet/', 'react-leaflet', 'lucide-react'],
    dom: true,
  },
  ...features.map(([name, holds, others, more = []]) => ({
    room: `renderer/features/${name}`,
    holds,
    ours: [...FEATURE_MAY, ...more],
    others: [...REACT, 'zustand/', ...others],
    dom: true,
  })),
  {
    room: 'renderer/shell',
    holds: 'the frame: rail, panels, palette, notices; which feature stands where',
    ours: [
      'src/core/units',
      'src/contract',
      'renderer/i18n',
      'renderer/ui',
      'renderer/api',
      'renderer/desk',
      'renderer/map',
      ...FEATURES,
    ],
    others: [...REACT, 'react-aria-components', 'lucide-react'],
    dom: true,
  },
  {
    room: 'renderer',
    holds: 'the entry of the window',
    ours: ['renderer/planning', 'renderer/api', 'renderer/desk', 'renderer/shell'],
    others: ['react', 'react-dom/', '@tanstack/react-query'],
    dom: true,
  },
]

/**
 * The services: the host below, what reads files beside it, one room an aggregate with the few arrows between them, and
 * above them the threads that do their jobs and the joining.
 * @type {[name: string, holds: string, ours: string[], others?: string[], more?: string[]][]}
 */
const services = [
  [
    'host',
    'sessions, the call gate, workspaces, offers of bytes, watching for changes, running tasks',
    [],
    [],
  ],
  [
    'reading',
    'files taken apart: logs, clips, elevation models, drawings, templates of papers',
    ['host'],
    ['geotiff', 'pmtiles', 'proj4', 'dji-log-parser-js', 'docxtemplater', 'pizzip', '@xmldom/xmldom'],
  ],
  ['people', 'who acts, signing in, persons, one-time codes', ['host']],
  [
    'mission',
    'use cases of missions, and of mission files without a workspace',
    ['host', 'reading', 'people'],
    [],
    ['src/words'],
  ],
  ['site', 'use cases of sites', ['host', 'reading']],
  ['flight', 'use cases of flights, and their whole tracks', ['host']],
  ['footage', 'use cases of footage: ingest, matching, masks, what leaves', ['host', 'reading', 'flight']],
  ['finding', 'use cases of findings', ['host']],
  ['setting', 'use cases of settings', ['host']],
  ['order', 'use cases of orders, statistics and what is due this week', ['host', 'finding']],
  ['enterprise', 'use cases of enterprises, and tables that are taken in', ['host', 'people']],
  ['campaign', 'use cases of campaigns, visits and checklists, and the board', ['host', 'footage']],
  [
    'paper',
    'papers of templates: made, taken back, signed, served; the templates themselves',
    ['host', 'mission', 'finding', 'order', 'footage', 'campaign'],
    [],
    ['src/words'],
  ],
  ['duty', 'use cases of duties and self-checks, and the form that is handed out', ['host']],
  ['dossier', 'all of an enterprise gathered, for the window and for paper', ['host', 'finding', 'order']],
  [
    'report',
    'reports on paper of flights, findings and enterprises: what they say, their pictures, printed',
    ['host', 'mission', 'flight', 'footage', 'dossier'],
    [],
    ['src/words'],
  ],
  ['draw', 'use cases of random draws', ['host']],
  ['permit', 'use cases of flight approvals, reports, aircraft and batteries', ['host']],
  ['search', 'the search over everything', ['host']],
  ['support', 'what is told to whoever helps: versions, counts, codes', ['host'], [], ['src/words']],
  ['layer', 'use cases of map layers, and their tiles', ['host', 'reading']],
  ['link', 'the link to a vehicle', ['host', 'reading', 'mission'], [], ['src/link']],
  ['workspace', 'journal, drafts, verification, the demo', ['host', 'mission'], [], ['missions']],
  [
    'reading/threads',
    'worker threads, and the one table of the jobs that they do',
    ['host', 'reading', 'people', 'mission', 'link'],
  ],
]
const inServices = (name) => `src/services/${name}`

/** @type {Room[]} */
const servicesRooms = [
  ...services.map(([name, holds, ours, others = [], more = []]) => ({
    room: inServices(name),
    holds,
    ours: [...CORE, 'src/contract', 'src/store', ...more, ...ours.map(inServices)],
    others,
    node: true,
  })),
  {
    room: 'src/services',
    holds:
      'createServices: the joining of host, calls and threads; whole-workspace work for the command line',
    ours: [...CORE, 'src/contract', 'src/files', 'src/store', ...services.map(([name]) => inServices(name))],
    others: [],
    node: true,
  },
]

/** @type {Room[]} */
export const rooms = [
  ...coreRooms,
  { room: 'missions', holds: 'sample missions and the files they export to', ours: [], others: [] },
  {
    room: 'src/contract',
    holds: 'every call and event: name, input, output, error codes',
    ours: CORE,
    others: ['zod'],
  },
  {
    room: 'src/words',
    holds: 'the words of every code, in both languages',
    ours: [...CORE, 'src/contract'],
    others: [],
  },
  {
    room: 'src/files',
    holds:
      'whether a file is inside of a folder, for whoever hands files out; the policy file of this computer',
    ours: ['src/core/units', 'src/core/policy'],
    others: [],
    node: true,
  },
  {
    room: 'src/store',
    holds: 'SQLite: schema, migrations, journal, named queries by aggregate; the vault. No SQL elsewhere',
    ours: [...CORE, 'src/files'],
    others: ['better-sqlite3', 'zod'],
    node: true,
  },
  {
    room: 'src/link',
    holds: 'MAVLink packets, the mission protocol, UDP, TCP and serial',
    ours: CORE,
    others: ['mavlink-mappings/dist/lib/', 'serialport'],
    node: true,
  },
  ...servicesRooms,
  {
    room: 'src/http',
    holds: 'the contract and the built window over loopback HTTP',
    ours: ['src/contract', 'src/files'],
    others: [],
    node: true,
  },
  {
    room: 'src/cli',
    holds: 'the command line',
    ours: [
      'src/contract',
      'src/files',
      'src/words',
      ...['host', 'reading', 'mission', 'draw', 'link', 'reading/threads'].map(inServices),
      'src/services',
      'src/http',
    ],
    others: [],
    node: true,
  },
  { room: 'electron/preload', holds: 'the bridge', ours: ['src/contract'], others: ['electron'], dom: true },
  {
    room: 'electron/main',
    holds: 'window, gate, protocols, menu, security',
    ours: ['src/contract', 'src/files'],
    others: ['electron'],
    node: true,
  },
  {
    room: 'electron/services',
    holds: 'entry of the services process',
    ours: ['src/contract', 'src/services'],
    others: ['electron'],
    node: true,
  },
  ...windowRooms,
]
