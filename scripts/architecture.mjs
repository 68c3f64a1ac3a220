/**
 * The house as data: which room may import which. `ARCHITECTURE.md` prints this table,
 * `tests/architecture.test.ts` checks every import against it.
 *
 * A room is a folder. `ours` names the rooms it may import besides itself; `others` the packages
 * (a name ending in `/` allows a scope or sub-paths); `node` and `dom` whether the platform is at hand.
 * Rooms of one row stand left to right and import only leftwards, which the lists below spell out.
 */

const CORE_LOW = ['src/core/units', 'src/core/geo', 'src/core/terrain']
const CORE_PLAN = [
  'src/core/site',
  'src/core/mission',
  'src/core/pattern',
  'src/core/route',
  'src/core/safety',
]
const CORE_AFTER = ['src/core/flight', 'src/core/footage', 'src/core/finding']
const AFTER_MAY = [...CORE_LOW, 'src/core/site', 'src/core/mission', 'src/core/route']

/** @typedef {{ room: string, holds: string, ours: string[], others: string[], node?: boolean, dom?: boolean }} Room */

/** @type {Room[]} */
const coreRooms = [
  { room: 'src/core/units', holds: 'results, notes, time, canonical JSON', ours: [], others: ['zod'] },
  {
    room: 'src/core/geo',
    holds: 'positions, the local metric frame of a site, polygons, offsets, visibility',
    ours: CORE_LOW.slice(0, 1),
    others: ['zod', '@turf/', 'clipper2-ts', 'gcoord'],
  },
  { room: 'src/core/terrain', holds: 'ground heights', ours: CORE_LOW.slice(0, 2), others: ['zod'] },
  ...CORE_PLAN.map((room, i) => ({
    room,
    holds:
      [
        'enterprises, sites, assets, the chemical catalogue',
        'the mission document, vehicles, cameras, and the edits of its shapes',
        'one pattern a file',
        'plan(): points, figures, the MAVLink item list',
        'one safety rule a file, and the verdict',
      ][i] ?? '',
    ours: [...CORE_LOW, ...CORE_PLAN.slice(0, i)],
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
]

const CORE = coreRooms.map((room) => room.room)

/** @type {Room[]} */
export const rooms = [
  ...coreRooms,
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
    room: 'src/store',
    holds: 'SQLite: schema, migrations, repositories, journal; the vault',
    ours: CORE,
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
  {
    room: 'src/services',
    holds: 'use cases: one transaction and one journal entry each',
    ours: [...CORE, 'src/contract', 'src/store', 'src/link', 'missions'],
    others: ['zod', 'geotiff', 'proj4', 'dji-log-parser-js'],
    node: true,
  },
  {
    room: 'src/http',
    holds: 'the contract and the built window over loopback HTTP',
    ours: ['src/contract', 'src/services'],
    others: [],
    node: true,
  },
  {
    room: 'src/cli',
    holds: 'the command line',
    ours: ['src/contract', 'src/words', 'src/services', 'src/http'],
    others: [],
    node: true,
  },
  { room: 'electron/preload', holds: 'the bridge', ours: ['src/contract'], others: ['electron'], dom: true },
  {
    room: 'electron/main',
    holds: 'window, gate, protocols, menu, security',
    ours: ['src/contract'],
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
  {
    room: 'renderer',
    holds: 'the window: app, features, map, ui, api, i18n, planning',
    ours: [...CORE, 'src/contract', 'src/words'],
    others: [
      'react',
      'react-dom',
      'react-dom/',
      'leaflet',
      'leaflet/',
      'react-leaflet',
      '@internationalized/date',
      'react-aria-components',
      'zustand',
      'zustand/',
      '@tanstack/react-query',
      'i18next',
      'react-i18next',
      'lucide-react',
      'mediabunny',
      'zod',
      'vite/',
    ],
    dom: true,
  },
  { room: 'missions', holds: 'sample missions and the files they export to', ours: [], others: [] },
]

/** Inside the renderer: features meet through commands, selection and `api`; only `map` knows Leaflet. */
export const rendererRules = {
  leafletOnlyIn: 'renderer/map',
  featuresDoNotImportEachOther: 'renderer/features',
}
