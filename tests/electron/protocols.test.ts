import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appHandler, calm, mediaHandler, SCHEMES, tilesHandler } from '../../electron/main/protocols.ts'

const ask = (url: string, method = 'GET', range?: string) => ({
  url,
  method,
  headers: new Headers(range ? { range } : {}),
  arrayBuffer: async () => new ArrayBuffer(0),
})
const receive = async (): Promise<Response> => new Response('received')

describe('the schemes', () => {
  let root: string
  const source = {
    media: async (id: string) =>
      id === 'clip' ? { path: path.join(root, 'clip.mp4'), mimeType: 'video/mp4', size: 10 } : null,
    download: async (id: string) =>
      id === 'd1'
        ? { path: path.join(root, 'clip.mp4'), fileName: '任务"1".plan', mimeType: 'application/json' }
        : null,
    tile: async (layer: string, z: number, x: number, y: number) =>
      layer === 'l' && z === 3 ? { bytes: new Uint8Array([x, y]), mimeType: 'image/png' } : null,
  }
  beforeAll(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-schemes-'))
    fs.mkdirSync(path.join(root, 'dist'))
    fs.mkdirSync(path.join(root, 'dist-evil'))
    fs.writeFileSync(path.join(root, 'dist/index.html'), '<meta property="csp-nonce" nonce="__NONCE__" />')
    fs.writeFileSync(path.join(root, 'dist/a.js'), 'export {}')
    fs.writeFileSync(path.join(root, 'dist-evil/a.js'), 'evil')
    fs.writeFileSync(path.join(root, 'secret.txt'), 'secret')
    fs.symlinkSync(path.join(root, 'secret.txt'), path.join(root, 'dist/link.txt'))
    fs.writeFileSync(path.join(root, 'clip.mp4'), '0123456789')
  })
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

  it('are standard and secure, and none bypasses the policy', () => {
    expect(SCHEMES.map((it) => it.scheme)).toEqual(['app', 'media', 'tiles'])
    for (const { privileges } of SCHEMES) {
      expect(privileges).toMatchObject({ standard: true, secure: true })
      expect(privileges?.bypassCSP ?? false).toBe(false)
    }
    // Only originals may be read across, and only by our own page.
    expect(SCHEMES.filter(({ privileges }) => privileges?.corsEnabled).map(({ scheme }) => scheme)).toEqual([
      'media',
    ])
  })

  it('gives the page a fresh nonce for each load, the same in header and page', async () => {
    const app = appHandler(path.join(root, 'dist'), source, receive)
    const nonces = new Set<string>()
    for (const url of ['app://sortie/', 'app://sortie/index.html']) {
      const response = await app(ask(url))
      const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? ''
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  it.each([
    'app://sortie/..%2fsecret.txt',
    'app://sortie/%2e%2e/secret.txt',
    'app://sortie/..%5csecret.txt',
    'app://sortie/%2e%2e%2fdist-evil%2fa.js',
    'app://sortie/a.js%00.html',
    'app://sortie/link.txt',
    'app://sortie//etc/passwd',
    'app://sortie/C:/windows',
    'app://sortie/%',
    'app://sortie/',
    'app://evil/a.js',
  ])('serves nothing outside for %s', async (url) => {
    const response = await calm(
      appHandler(path.join(root, url === 'app://sortie/' ? 'none' : 'dist'), source, receive),
    )(ask(url))
    expect(response.status).toBe(404)
  })

  it('answers GET only, with the right type', async () => {
    const app = appHandler(path.join(root, 'dist'), source, receive)
    expect((await app(ask('app://sortie/a.js'))).headers.get('content-type')).toContain('text/javascript')
    expect((await app(ask('app://sortie/a.js', 'POST'))).status).toBe(405)
  })

  it('hands a prepared download over as an attachment under its own name', async () => {
    const app = appHandler(path.join(root, 'dist'), source, receive)
    const response = await app(ask('app://sortie/download/d1'))
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="___1_.plan"; filename*=UTF-8''${encodeURIComponent('任务"1".plan')}`,
    )
    expect(await response.text()).toBe('0123456789')
    expect((await app(ask('app://sortie/download/other'))).status).toBe(404)
  })

  it('gives a whole track to the scripts of its own page, and no other medium', async () => {
    const tracked = {
      ...source,
      media: async (id: string) => (id === 'f1.track' ? source.media('clip') : null),
    }
    const app = appHandler(path.join(root, 'dist'), tracked, receive)
    const response = await app(ask('app://sortie/media/f1.track'))
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
    for (const odd of ['f2.track', '..%2ff1.track'])
      expect((await app(ask(`app://sortie/media/${odd}`))).status, odd).toBe(204)
    for (const odd of ['clip', 'x/f1.track'])
      expect((await app(ask(`app://sortie/media/${odd}`))).status, odd).toBe(404)
  })

  it.each([
    [undefined, 200, '0123456789', null],
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['nonsense', 200, '0123456789', null],
  ])('answers the range %s with %i', async (range, status, body, contentRange) => {
    const response = await mediaHandler(source)(ask('media://sortie/clip', 'GET', range))
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toBe(contentRange)
    expect(await response.text()).toBe(body)
  })

  it('finds no other medium, and tiles by four parts only', async () => {
    expect((await mediaHandler(source)(ask('media://sortie/..%2fclip'))).status).toBe(204)
    expect((await mediaHandler(source)(ask('media://evil/clip'))).status).toBe(404)
    expect((await mediaHandler(source)(ask('media://sortie/other.poster'))).status).toBe(204)
    const tiles = tilesHandler(source)
    expect([...new Uint8Array(await (await tiles(ask('tiles://sortie/l/3/4/5'))).arrayBuffer())]).toEqual([
      4, 5,
    ])
    // What a script draws of them comes from the page's own origin.
    const app = appHandler(path.join(root, 'dist'), source, receive)
    expect([...new Uint8Array(await (await app(ask('app://sortie/tiles/l/3/4/5'))).arrayBuffer())]).toEqual([
      4, 5,
    ])
    expect((await app(ask('app://sortie/tiles/l/3/4'))).status).toBe(404)
    for (const url of ['l/3/4', 'l/3/4/-5', 'l/3/4/5/6'])
      expect((await tiles(ask(`tiles://sortie/${url}`))).status).toBe(404)
    for (const url of ['l/9/4/5', 'm/3/4/5'])
      expect((await tiles(ask(`tiles://sortie/${url}`))).status).toBe(204)
  })
})
