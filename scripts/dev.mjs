/**
 * `npm run dev`: the window in the browser with hot reload, in front of real services. The Node side is rebuilt and
 * started again when its sources change. The pages come without the content security policy (the refresh script is
 * inline), which is why they come from Vite alone: a build takes its pages, and its policy, from elsewhere.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vite'
import { nodeBuild, rendererBuild } from './vite.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** A free port, so that the door comes back at the same address after each restart. */
const port = await new Promise((resolve) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address()
    probe.close(() => resolve(free))
  })
})
const origin = `http://127.0.0.1:${port}`
let cookie = ''
let key = ''
let child

/** Starts the HTTP door (again) and trades the token of its address for the cookie and the key that the proxy sends on. */
async function startDoor() {
  const before = child
  child = undefined
  if (before?.exitCode === null) {
    before.kill()
    await once(before, 'exit')
  }
  child = spawn(
    process.execPath,
    [path.join(root, 'out/node/cli.mjs'), 'serve', '--no-open', '--port', port, ...process.argv.slice(2)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += chunk
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(printed)?.[0]
    if (!address) continue
    printed = ''
    const answer = await fetch(address, { redirect: 'manual' })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    key = /#key=([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
    process.stderr.write('the services are up\n')
  }
}

const watcher = await build({
  ...nodeBuild(root),
  build: { ...nodeBuild(root).build, watch: {}, emptyOutDir: false },
})
watcher.on('event', (event) => {
  if (event.code === 'BUNDLE_END') void startDoor()
})

const proxied = {
  target: origin,
  changeOrigin: true,
  configure(proxy) {
    proxy.on('proxyReq', (request) => {
      request.setHeader('cookie', cookie)
      request.setHeader('x-sortie-key', key)
      for (const name of ['origin', 'sec-fetch-site', 'sec-fetch-mode', 'referer']) request.removeHeader(name)
    })
  },
}
const rooms = ['/call', '/events', '/files', '/media', '/tiles', '/download']
const server = await createServer({
  ...rendererBuild(root),
  base: '/',
  server: { host: '127.0.0.1', proxy: Object.fromEntries(rooms.map((room) => [room, proxied])) },
})
await server.listen()
process.stderr.write(`Sortie with hot reload: ${server.resolvedUrls?.local[0]} (Ctrl-C ends it)\n`)
const stop = () => {
  child?.kill()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
