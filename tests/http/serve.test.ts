import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ContractEvent, ServicesHost } from '../../src/contract/index.ts'
import { CALL_LIMIT_BYTES } from '../../src/contract/index.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { shownName } from '../../src/http/upload.ts'

type Reply = { status: number; headers: http.IncomingHttpHeaders; text: string }

/** A raw request: Node's own fetch would not let a test set Host or Origin. */
const ask = (
  served: Served,
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port: served.port,
        path: target,
        method: options.method ?? 'GET',
        headers: options.headers,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(options.body)
  })

describe('the loopback HTTP door', () => {
  let served: Served
  let root: string
  let cookie: string
  let page: { cookie: string; 'x-sortie-key': string }
  let bytesKey: string
  const listeners = new Set<(event: ContractEvent) => void>()
  let released = 0
  let refusal: ReturnType<ServicesHost['bytesRefusal']> = null
  const registered: { path: string; name: string; bytes: string }[] = []
  const host: ServicesHost = {
    session: () => ({ actor: { name: 'x', role: 'operator' } }),
    call: async (_session, name) =>
      name === 'actor.set'
        ? { ok: true, value: { name: 'x', role: 'officer' } }
        : { ok: false, code: 'busy', params: {} },
    on: (_session, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    registerFile: (file, name = '') => {
      registered.push({ path: file, name, bytes: fs.readFileSync(file, 'utf8') })
      return { ref: 'r1', name, size: 3 }
    },
    openFile: () => undefined,
    uploads: () => root,
    releaseUploads: () => {
      released += 1
    },
    bytesRefusal: () => refusal,
    media: async (id) => {
      if (id === 'broken') throw new TypeError('a fault of ours')
      return id === 'clip' ? { path: path.join(root, 'clip.mp4'), mimeType: 'video/mp4', size: 10 } : null
    },
    download: (id) =>
      id === 'd1'
        ? { path: path.join(root, 'clip.mp4'), fileName: '任务.plan', mimeType: 'application/json' }
        : null,
    tile: async (layer, z) =>
      layer === 'l' && z === 3 ? { bytes: new Uint8Array([65]), mimeType: 'image/png' } : null,
    close: async () => undefined,
  }
  const mine = (target: string, options: Parameters<typeof ask>[2] = {}) =>
    ask(served, target, { ...options, headers: { ...page, ...options.headers } })
  const call = (name: string, body: string, headers: Record<string, string> = {}) =>
    mine(`/call/${name}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  beforeAll(async () => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-http-'))
    fs.mkdirSync(path.join(root, 'dist'))
    fs.writeFileSync(path.join(root, 'dist/index.html'), '<meta property="csp-nonce" nonce="__NONCE__" />')
    fs.writeFileSync(path.join(root, 'secret.txt'), 'not for the window')
    fs.writeFileSync(path.join(root, 'clip.mp4'), '0123456789')
    served = await serve(host, { rendererDir: path.join(root, 'dist') })
    const opened = await ask(served, new URL(served.url).pathname + new URL(served.url).search)
    expect(opened.status).toBe(303)
    const location = /^\/#key=([\w-]{40,})&bytes=([\w-]{40,})$/.exec(opened.headers.location ?? '')
    bytesKey = location?.[2] ?? ''
    const set = opened.headers['set-cookie']?.[0] ?? ''
    expect(set).toMatch(/^sortie-\d+=[\w-]{40,}; HttpOnly; SameSite=Strict; Path=\/$/)
    cookie = set.split(';')[0] ?? ''
    page = { cookie, 'x-sortie-key': location?.[1] ?? '' }
  })
  afterAll(async () => {
    await served.close()
    fs.rmSync(root, { recursive: true, force: true })
  })

  it('listens on 127.0.0.1 only', () => {
    expect(new URL(served.url).hostname).toBe('127.0.0.1')
    expect(served.port).toBeGreaterThan(0)
  })

  it('gives its cookie once: a used or wrong token, or none, is refused', async () => {
    const { search } = new URL(served.url)
    expect((await ask(served, `/${search}`)).status).toBe(403)
    expect((await ask(served, '/?token=wrong')).status).toBe(403)
    for (const target of ['/', '/events', '/media/clip', '/download/d1', '/tiles/l/3/1/1', '/index.html'])
      expect((await ask(served, target)).status, target).toBe(403)
    expect((await ask(served, '/call/actor.set', { method: 'POST', body: '{}' })).status).toBe(403)
    expect((await mine(`/${search}`)).status).toBe(303)
    expect((await ask(served, '/', { headers: { cookie: `sortie-${served.port}=wrong` } })).status).toBe(403)
  })

  it('answers nothing to the cookie alone, which any server on 127.0.0.1 may have been sent', async () => {
    const alone = (target: string, method = 'GET', headers: Record<string, string> = {}) =>
      ask(served, target, {
        method,
        headers: { cookie, ...headers },
        ...(method === 'POST' ? { body: '{}' } : {}),
      })
    const json = { 'content-type': 'application/json' }
    for (const target of ['/events', '/media/clip', '/download/d1', '/tiles/l/3/1/1'])
      for (const asked of [target, `${target}?key=`, `${target}?key=${cookie.split('=')[1]}`])
        expect((await alone(asked)).status, asked).toBe(403)
    expect((await alone('/call/actor.set', 'POST', json)).status).toBe(403)
    expect((await alone('/files?name=a', 'POST')).status).toBe(403)
    for (const wrong of ['', 'x', bytesKey, cookie])
      expect((await alone('/call/actor.set', 'POST', { ...json, 'x-sortie-key': wrong })).status).toBe(403)
    // The window itself holds nothing, and the cookie gets it; its keys are in no page and no script.
    const window_ = await alone('/')
    expect(window_.status).toBe(200)
    expect(window_.text + JSON.stringify(window_.headers)).not.toContain(page['x-sortie-key'])
    expect(window_.text + JSON.stringify(window_.headers)).not.toContain(bytesKey)
    // Without the cookie the keys are of no use either.
    const { 'x-sortie-key': key } = page
    expect((await ask(served, '/media/clip', { headers: { 'x-sortie-key': key } })).status).toBe(403)
    expect((await ask(served, `/media/clip?key=${bytesKey}`)).status).toBe(403)
  })

  it('knows its cookie beside one of the same name that another server gave', async () => {
    const [name = ''] = cookie.split('=')
    for (const both of [`${name}=other; ${cookie}`, `${cookie}; ${name}=other`])
      expect((await mine('/media/clip', { headers: { cookie: both } })).status).toBe(200)
    expect((await mine('/media/clip', { headers: { cookie: `${name}=other; ${name}=` } })).status).toBe(403)
  })

  it('gives bytes to an address with their key, which opens no call, no upload and no stream', async () => {
    const by = (target: string, method = 'GET') =>
      ask(served, `${target}${target.includes('?') ? '&' : '?'}key=${bytesKey}`, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      })
    expect((await by('/media/clip')).text).toBe('0123456789')
    expect((await by('/download/d1')).status).toBe(200)
    expect((await by('/tiles/l/3/1/1')).status).toBe(200)
    expect((await by('/media/other.poster?made')).status).toBe(204)
    expect((await by('/events')).status).toBe(403)
    expect((await by('/call/actor.set', 'POST')).status).toBe(403)
    expect((await by('/files?name=a', 'POST')).status).toBe(403)
  })

  it('refuses another Host, another Origin and requests that other sites make', async () => {
    for (const name of ['evil.example', `evil.example:${served.port}`, '127.0.0.1', '127.0.0.1:1'])
      expect((await mine('/', { headers: { host: name } })).status, name).toBe(403)
    for (const origin of [
      'https://evil.example',
      'null',
      `http://127.0.0.1:${served.port + 1}`,
      `https://127.0.0.1:${served.port}`,
    ])
      expect((await call('actor.set', '{}', { origin })).status, origin).toBe(403)
    expect((await mine('/media/clip', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await mine('/media/clip', { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  })

  it('answers a call as the contract says', async () => {
    const good = await call('actor.set', JSON.stringify({ name: 'x', role: 'officer' }), {
      origin: served.origin,
    })
    expect([good.status, JSON.parse(good.text)]).toEqual([
      200,
      { ok: true, value: { name: 'x', role: 'officer' } },
    ])
    const busy = await call('workspace.status', '{}')
    expect([busy.status, JSON.parse(busy.text)]).toEqual([200, { ok: false, code: 'busy', params: {} }])
  })

  it('answers bad input with one JSON error, never a stack', async () => {
    const cases: [Promise<Reply>, number, string][] = [
      [call('actor.set', '{'), 400, 'bad_input'],
      [call('actor.set', '\xff'), 400, 'bad_input'],
      [call('actor.set', '{"name":1}'), 400, 'bad_input'],
      [call('no.such', '{}'), 404, 'unknown_call'],
      [call('__proto__', '{}'), 404, 'unknown_call'],
      [call('actor.set', '{}', { 'content-type': 'text/plain' }), 415, 'bad_input'],
      [call('actor.set', JSON.stringify('x'.repeat(CALL_LIMIT_BYTES))), 413, 'bad_input'],
      [mine('/nothing', { method: 'POST' }), 404, 'unknown_call'],
      [mine('/', { method: 'PUT' }), 405, 'bad_input'],
      [mine('/media/%'), 400, 'bad_input'],
      [mine('/nothing'), 404, 'not_found'],
      [mine('/files', { method: 'POST', body: 'abc' }), 400, 'bad_input'],
    ]
    for (const [pending, status, code] of cases) {
      const reply = await pending
      expect([reply.status, JSON.parse(reply.text)]).toMatchObject([status, { ok: false, code }])
      expect(reply.text).not.toMatch(/\bat .*:\d+:\d+/)
    }
  })

  it('says of a fault of ours that it is one, and keeps what happened in the log', async () => {
    const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    try {
      const reply = await mine('/media/broken')
      expect([reply.status, JSON.parse(reply.text)]).toMatchObject([500, { code: 'internal' }])
      expect(log.mock.calls.join()).toContain('a fault of ours')
    } finally {
      log.mockRestore()
    }
    // An address that nobody can read is the fault of who asks, and no news.
    for (const target of ['/media/%', '/media/%ff', '/tiles/%e0%80/1/1/1', '//'])
      expect((await mine(target)).status, target).toBe(400)
  })

  it('never breaks, whatever bytes a call brings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const reply = await call('actor.set', body)
        const answer = JSON.parse(reply.text) as { ok: boolean; code?: string }
        expect(answer.ok || answer.code === 'bad_input').toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('takes a file in by streaming it, under a name that is no path', async () => {
    const reply = await mine(`/files?name=${encodeURIComponent('../../etc/照片.jpg')}`, {
      method: 'POST',
      body: 'abc',
    })
    expect(JSON.parse(reply.text)).toEqual({ ok: true, value: { ref: 'r1', name: '照片.jpg', size: 3 } })
    expect(registered.at(-1)).toMatchObject({ name: '照片.jpg', bytes: 'abc' })
    expect(registered.at(-1)?.path.startsWith(os.tmpdir())).toBe(true)
    expect(shownName('C:\\a\\b\u0007.jpg')).toBe('b.jpg')
  })

  it.each([
    [undefined, 200, '0123456789', undefined],
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, '0123456789', undefined],
  ])('answers the range %s with %i', async (range, status, body, contentRange) => {
    const reply = await mine('/media/clip', { headers: range ? { range } : {} })
    expect([reply.status, reply.text, reply.headers['content-range']]).toEqual([status, body, contentRange])
  })

  it('refuses originals and tiles to a session that is not in, and sends again only what changed to one that is', async () => {
    const first = await mine('/media/clip')
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const again = { 'if-none-match': first.headers.etag ?? '' }
    expect((await mine('/media/clip', { headers: again })).status).toBe(304)
    for (const code of ['sign_in_first', 'locked'] as const) {
      refusal = code
      for (const target of ['/media/clip', '/media/clip.poster', '/tiles/l/3/1/1']) {
        const reply = await mine(target, { headers: again })
        expect([reply.status, JSON.parse(reply.text)], target).toMatchObject([403, { ok: false, code }])
      }
    }
    refusal = null
    expect((await mine('/media/clip')).text).toBe('0123456789')
  })

  it('serves downloads as attachments, tiles by number, and nothing outside the window', async () => {
    expect((await mine('/download/d1')).headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('任务.plan')}`,
    )
    expect((await mine('/tiles/l/3/1/1')).text).toBe('A')
    expect((await mine('/tiles/l/4/1/1')).status).toBe(204)
    expect((await mine('/tiles/l/x/1/1')).status).toBe(404)
    // That no small picture was made yet is usual.
    expect((await mine('/media/other.poster')).status).toBe(204)
    for (const target of ['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/..%5csecret.txt', '/%00'])
      expect((await mine(target)).text, target).not.toContain('not for the window')
  })

  it('sends the page with the strict policy and a nonce of its own each time', async () => {
    const [one, two] = [await mine('/'), await mine('/')]
    const nonce = /nonce="([^"]+)"/.exec(one.text)?.[1] ?? ''
    expect(one.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
    expect(two.text).not.toBe(one.text)
    expect(one.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(one.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('tells what the services tell, until the browser goes', async () => {
    const heard = await new Promise<string>((resolve, reject) => {
      const request = http.get(
        { host: '127.0.0.1', port: served.port, path: '/events', headers: page },
        (response) => {
          let text = ''
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString()
            if (listeners.size === 1 && !text.includes('data'))
              for (const listener of listeners) listener({ type: 'servicesDown' })
            if (text.includes('data')) {
              request.destroy()
              resolve(text)
            }
          })
        },
      )
      request.on('error', reject)
    })
    expect(heard).toContain('data: {"type":"servicesDown"}\n\n')
    await expect.poll(() => listeners.size).toBe(0)
  })

  it('says when a port is taken', async () => {
    await expect(serve(host, { port: served.port, rendererDir: path.join(root, 'dist') })).rejects.toThrow(
      'EADDRINUSE',
    )
  })
})
