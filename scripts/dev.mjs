/**
 * `npm run dev`: the window in the browser with hot reload, in front of real services. The Node side is rebuilt and
 * started again when its sources change. The pages come without the content security policy (the refresh script is
 * inline), which is why they come from Vite alone: a build takes its pages, and its policy, from elsewhere.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vite'
import { nodeBuild, rendererBuild } from './vite.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
let door = { origin: '', cookie: '' }
let child

/** Starts the HTTP door and trades the token of its address for the cookie that the proxy sends on. */
function startDoor() {
  child?.kill()
  child = spawn(
    process.execPath,
    [path.join(root, 'out/node/cli.mjs'), 'serve', '--no-open', ...process.argv.slice(2)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
    void trade()
  })
  async function trade() {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(printed)?.[0]
    if (!address) return
    printed = ''
    const answer = await fetch(address, { redirect: 'manual' })
    door = { origin: new URL(address).origin, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
    process.stderr.write('the services are up\n')
  }
}

const watcher = await build({
  ...nodeBuild(root),
  build: { ...nodeBuild(root).build, watch: {}, emptyOutDir: false },
})
watcher.on('event', (event) => {
  if (event.code === 'BUNDLE_END') startDoor()
})

const proxied = {
  target: 'http://127.0.0.1',
  router: undefined,
  changeOrigin: true,
  configure(proxy) {
    proxy.on('proxyReq', (request) => {
      request.setHeader('host', new URL(door.origin).host)
      request.setHeader('cookie', door.cookie)
      for (const name of ['origin', 'sec-fetch-site', 'sec-fetch-mode', 'referer']) request.removeHeader(name)
    })
  },
}
const server = await createServer({
  ...rendererBuild(root),
  base: '/',
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/call', '/events', '/files', '/media', '/tiles', '/download'].map((room) => [
        room,
        { ...proxied, bypass: (_request, _response, options) => void (options.target = door.origin) },
      ]),
    ),
  },
})
await server.listen()
server.printUrls()
const stop = () => {
  child?.kill()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
