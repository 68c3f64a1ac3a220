/** What a packaged folder of Linux may hold, file by file: what is not named here does not ship. */
import fs from 'node:fs'
import path from 'node:path'

/** The built program: bundles have a hash in their names. */
const BUILT = String.raw`out/(node/(cli|main|services|thread)\.mjs|node/chunks/[\w.-]+\.mjs|preload/preload\.cjs|renderer/(index\.html|LICENSE\.txt|NOTICE\.txt|assets/[\w.-]+\.(js|css|svg|png|wasm)))`
/** The packages that it loads when it runs: their programs, what they are and under which licence. */
const LOADED = String.raw`node_modules/(better-sqlite3|node-gyp-build|serialport|debug|ms|mavlink-mappings|@serialport/[\w-]+)/(node_modules/(debug|@serialport/[\w-]+)/)?(package\.json|LICENSE|[\w./-]+\.m?js)`
const NATIVE = String.raw`node_modules/(better-sqlite3/prebuilds/linux-\w+\.node|@serialport/bindings-cpp/prebuilds/linux-\w+/[\w.@+-]+\.node)`
const ELECTRON = String.raw`(sortie-desktop|chrome-sandbox|chrome_crashpad_handler|[\w.]+\.pak|locales/(en-US|zh-CN)\.pak|icudtl\.dat|lib\w+\.so(\.1)?|(snapshot_blob|v8_context_snapshot)\.bin|vk_swiftshader_icd\.json|version|LICENSE\.electron\.txt|LICENSES\.chromium\.html)`

const inArchive = new RegExp(`^(package\\.json|${BUILT}|${LOADED}|${NATIVE})$`)
const inFolder = new RegExp(
  `^(${ELECTRON}|resources/(app\\.asar|LICENSE\\.txt|NOTICE\\.txt` +
    `|app\\.asar\\.unpacked/(${NATIVE}|node_modules/mavlink-mappings/[\\w./-]+)` +
    String.raw`|missions/demo/[\w./+-]+\.(json|pdf|JPG|MP4|gpx)` +
    `|cli/(${BUILT}|${LOADED}|${NATIVE}|node/(LICENSE|bin/node))))$`,
)
/** Never, whatever folder it is in. */
const NEVER = /\.(ts|tsx|map)$|(^|\/)(tests?|\.git|scripts)\/|dev-?server/i

const isShipped = (file, allowed) => allowed.test(file) && !NEVER.test(file)

/** The four numbers before an archive's JSON, the last of them its length, bytes. */
const HEAD = 16

/**
 * The files of an asar archive, by their paths with slashes. Its head is a pickle: four numbers, then JSON.
 *
 * @param {string} archive
 * @returns {string[]}
 */
export function filesIn(archive) {
  const bytes = fs.readFileSync(archive)
  const json = bytes.toString('utf8', HEAD, HEAD + bytes.readUInt32LE(HEAD - 4))
  const walk = (entry, at) =>
    entry.files
      ? Object.entries(entry.files).flatMap(([name, inner]) => walk(inner, at ? `${at}/${name}` : name))
      : [at]
  return walk(JSON.parse(json), '')
}

/**
 * What of a packaged folder is not on the list.
 *
 * @param {string} folder
 * @returns {string[]} paths within it; those in the archive behind `app.asar: `
 */
export function strangers(folder) {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
  return [
    ...files.filter((file) => !isShipped(file, inFolder)),
    ...filesIn(path.join(folder, 'resources/app.asar'))
      .filter((file) => !isShipped(file, inArchive))
      .map((file) => `app.asar: ${file}`),
  ].sort()
}
