/** Builds everything into `out/`: the renderer, the Node side (main, services, command line) and the preload. */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { nodeBuild, preloadBuild, rendererBuild } from './vite.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const started = new Date()
await build(rendererBuild(root))
await build(nodeBuild(root))
await build(preloadBuild(root))
const stamp = path.join(root, 'out', '.built')
fs.writeFileSync(stamp, 'the time of this file is when the build began\n')
fs.utimesSync(stamp, started, started)
