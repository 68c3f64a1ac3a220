/** Which packages are in what is built, and which the built program loads when it runs: asked of the bundler itself. */
import fs from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { COMPILED_IN } from './licences.mjs'
import { nodeBuild, preloadBuild, rendererBuild } from './vite.mjs'

/**
 * @typedef {object} Taken what a bundler put into its bundles
 * @property {Map<string, Set<string>>} modules the ids of modules, each with the bundles that it is in
 * @property {Map<string, Set<string>>} imports what the bundles import from outside, each with the bundles that do
 *
 * @typedef {object} Shipped a package that whoever has Sortie has too
 * @property {string} name
 * @property {string} version
 * @property {string} dir
 * @property {string[]} bundles the bundles that it is in; empty for one that is loaded from `node_modules`
 * @property {string[]} files its own files that are in them
 */

/** The bundles of the product by the names that the notice gives them; workers are a part of their window's build. */
const productBuilds = (root) => ({
  window: rendererBuild(root),
  program: nodeBuild(root),
  preload: preloadBuild(root),
})
const WORKERS = 'workers'

/** What Electron or the system brings itself: nothing of it is followed. */
const HOSTS = ['electron']

const add = (map, key, bundle) => map.set(key, (map.get(key) ?? new Set()).add(bundle))

/** A Vite plugin that enters what really went into a bundle; what was shaken off is not among a chunk's modules. */
const recorder = (taken, root, bundle) => ({
  name: 'what-is-taken',
  generateBundle(_options, output) {
    for (const made of Object.values(output)) {
      if (made.type === 'asset') {
        for (const file of made.originalFileNames) add(taken.modules, path.resolve(root, file), bundle)
        continue
      }
      for (const id of Object.keys(made.modules)) add(taken.modules, id, bundle)
      for (const name of [...made.imports, ...made.dynamicImports])
        if (!output[name] && !isBuiltin(name)) add(taken.imports, name, bundle)
    }
  },
})

/**
 * Runs builds, writing nothing, and tells what they took in.
 *
 * @param {Record<string, import('vite').InlineConfig>} builds configurations by the name of their bundle
 * @returns {Promise<Taken>}
 */
export async function takenBy(builds) {
  const taken = { modules: new Map(), imports: new Map() }
  for (const [bundle, config] of Object.entries(builds)) {
    const root = config.root ?? process.cwd()
    await build({
      ...config,
      plugins: [...(config.plugins ?? []), recorder(taken, root, bundle)],
      worker: {
        ...config.worker,
        plugins: () => [...(config.worker?.plugins?.() ?? []), recorder(taken, root, WORKERS)],
      },
      build: { ...config.build, write: false },
    })
  }
  return taken
}

/**
 * Whether a package only uses another one where somebody else has installed it: where Sortie is installed nobody has, even
 * if a tool of this checkout brings it.
 */
function isOptionalPeer(name, importer) {
  const dir = importer === undefined || importer.startsWith('\0') ? null : packageDir(importer)
  return dir !== null && readPackage(dir).peerDependenciesMeta?.[name]?.optional === true
}

/** What is loaded when the program imports those names: what a bundler would take in that left nothing outside. */
async function loadedBy(root, names) {
  const entry = '\0loads'
  const { modules } = await takenBy({
    loads: {
      configFile: false,
      logLevel: 'silent',
      root,
      ssr: { noExternal: true },
      plugins: [
        {
          name: 'loads',
          enforce: 'pre',
          resolveId: (id, importer) =>
            id === 'loads' ? entry : isOptionalPeer(id, importer) ? { id, external: true } : null,
          load: (id) =>
            id === entry ? names.map((name, i) => `export * as n${i} from '${name}'`).join('\n') : null,
        },
      ],
      build: { ssr: true, rolldownOptions: { input: 'loads' } },
    },
  })
  modules.delete(entry)
  return modules
}

const NODE_MODULES = '/node_modules/'

/** Where the bundler is installed that runs here. */
const TOOLS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules')

/**
 * The folder of the package that a module belongs to; null for one of our own. A bundler's own helpers have ids that
 * begin with a NUL and the bundler's name; those that the build makes itself with a NUL and ours.
 *
 * @throws when it belongs to nobody.
 */
function packageDir(id) {
  if (id.startsWith('\0sortie/')) return null
  if (id.startsWith('\0')) {
    const dir = path.join(TOOLS, id.slice(1).split('/')[0] ?? '')
    if (fs.existsSync(path.join(dir, 'package.json'))) return dir
    throw new Error(`nobody knows whose the module ${JSON.stringify(id)} is`)
  }
  const file = id.replaceAll('\\', '/').replace(/\?.*$/, '')
  const at = file.lastIndexOf(NODE_MODULES)
  if (at < 0) return null
  const [first, second] = file.slice(at + NODE_MODULES.length).split('/')
  return file.slice(0, at + NODE_MODULES.length) + (first.startsWith('@') ? `${first}/${second}` : first)
}

const readPackage = (dir) => JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'))

/** The packages of those modules, by name and version. */
function packagesOf(modules) {
  /** @type {Map<string, Shipped>} */
  const found = new Map()
  for (const [id, bundles] of modules) {
    const dir = packageDir(id)
    if (dir === null) continue
    const { name, version } = readPackage(dir)
    const key = `${name} ${version}`
    const one = found.get(key) ?? { name, version, dir, bundles: [], files: [] }
    one.bundles = [...new Set([...one.bundles, ...bundles])].sort((a, b) => (a < b ? -1 : 1))
    if (!id.startsWith('\0')) one.files.push(id.replace(/\?.*$/, ''))
    found.set(key, one)
  }
  // In an order of their own: a bundler reads files as they come, which is not the same each time.
  for (const { files } of found.values()) files.sort()
  return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

/** The folder where a package finds one that it depends on; null when it is not installed. */
function dependencyDir(from, name) {
  for (let at = from; at !== path.dirname(at); at = path.dirname(at)) {
    const dir = path.join(at, 'node_modules', name)
    if (fs.existsSync(path.join(dir, 'package.json'))) return dir
  }
  return null
}

/**
 * What a person who has Sortie has of other people's packages.
 *
 * - `bundled`: in Sortie's own files.
 * - `loaded`: taken from `node_modules` when it runs, with what those packages load in their turn.
 * - `unused`: what npm installs for a loaded package and nothing loads, as `[package, needless]`.
 * - `hosts`: what the bundles import of the system that they run in.
 *
 * @param {string} root
 * @param {Record<string, import('vite').InlineConfig>} [builds] other bundles than the product's, by their names
 */
export async function shipped(root, builds = productBuilds(root)) {
  const taken = await takenBy(builds)
  const isHost = (name) => HOSTS.includes(name)
  const names = [...taken.imports.keys()].sort()
  const loaded = packagesOf(
    await loadedBy(
      root,
      names.filter((name) => !isHost(name)),
    ),
  )
    // The bundler's own helpers are not loaded.
    .filter(({ files }) => files.length > 0)
  const unused = []
  for (const one of loaded)
    for (const needed of Object.keys(readPackage(one.dir).dependencies ?? {})) {
      const dir = dependencyDir(one.dir, needed)
      if (dir === null) continue
      const { version } = readPackage(dir)
      if (loaded.some((other) => other.name === needed && other.version === version)) continue
      if (COMPILED_IN.includes(needed)) loaded.push({ name: needed, version, dir, bundles: [], files: [] })
      else unused.push([one.name, needed])
    }
  return {
    bundled: packagesOf(taken.modules),
    loaded: loaded.map((one) => ({ ...one, bundles: [] })),
    unused,
    hosts: names.filter(isHost),
  }
}
