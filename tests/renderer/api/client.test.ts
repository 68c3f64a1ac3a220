import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ApiError,
  type Bridge,
  createClient,
  desktopTransport,
  httpTransport,
} from '../../../renderer/api/client.ts'
import { newId } from '../../../renderer/api/newId.ts'
import { isStale } from '../../../renderer/api/queries.ts'

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status })

afterEach(() => vi.unstubAllGlobals())

describe('the client over HTTP', () => {
  it('posts a call and answers its value', async () => {
    const fetched = vi.fn(() => Promise.resolve(json({ ok: true, value: [] })))
    vi.stubGlobal('fetch', fetched)
    const client = createClient(httpTransport('http://127.0.0.1:1'))
    expect(await client.call('enterprise.list', {})).toEqual([])
    expect(fetched).toHaveBeenCalledWith(
      'http://127.0.0.1:1/call/enterprise.list',
      expect.objectContaining({ method: 'POST', body: '{}' }),
    )
  })

  it('throws the code and its parameters', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(json({ ok: false, code: 'conflict', params: { base: 1 } })))
    const call = createClient(httpTransport()).call('enterprise.list', {})
    await expect(call).rejects.toMatchObject({ code: 'conflict', params: { base: 1 } })
    await expect(call).rejects.toBeInstanceOf(ApiError)
  })

  it('has a code for a dead server, a refused window and an answer that is no JSON', async () => {
    const client = createClient(httpTransport())
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')))
    await expect(client.call('enterprise.list', {})).rejects.toMatchObject({ code: 'services_down' })
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('no', { status: 403 })))
    await expect(client.call('enterprise.list', {})).rejects.toMatchObject({ code: 'not_let_in' })
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 200 })))
    await expect(client.call('enterprise.list', {})).rejects.toMatchObject({ code: 'internal' })
  })

  it('uploads files one by one and names them', async () => {
    const fetched = vi.fn(() => Promise.resolve(json({ ok: true, value: { ref: 'r1' } })))
    vi.stubGlobal('fetch', fetched)
    const files = await createClient(httpTransport()).files([new File(['abc'], '航迹 1.gpx')])
    expect(files).toEqual([{ ref: 'r1', name: '航迹 1.gpx', size: 3 }])
    expect(fetched).toHaveBeenCalledWith(`/files?name=${encodeURIComponent('航迹 1.gpx')}`, expect.anything())
  })
})

describe('the client on the desktop', () => {
  it('goes through the bridge, and fetches bytes by scheme', async () => {
    const bridge: Bridge = {
      call: (name) => Promise.resolve({ ok: true, value: name }),
      on: () => () => {},
      files: () => Promise.resolve([]),
      made: () => Promise.resolve([]),
    }
    const client = createClient(desktopTransport(bridge))
    expect(await client.call('enterprise.list', {})).toBe('enterprise.list')
    expect(client.mediaUrl('a/b')).toBe('media://sortie/a%2Fb')
    expect(client.tileUrl('l')).toBe('tiles://sortie/l/{z}/{x}/{y}')
    expect(client.tileBytesUrl('l')).toBe('app://sortie/tiles/l/{z}/{x}/{y}')
    expect(client.downloadUrl('d')).toBe('app://sortie/download/d')
  })
})

describe('what a change makes stale', () => {
  it('is what shows the aggregate, and the journal', () => {
    expect(isStale('site.list', ['site'])).toBe(true)
    expect(isStale('enterprise.dossier', ['site'])).toBe(true)
    expect(isStale('flight.list', ['site'])).toBe(true)
    expect(isStale('flight.get', ['site'])).toBe(false)
    expect(isStale('journal.list', ['layer'])).toBe(true)
  })
})

describe('new ids', () => {
  it('are UUIDs of version 7 that sort by time', () => {
    const [a, b] = [newId(1_000), newId(2_000)]
    expect(a).toMatch(/^00000000-03e8-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(a < b).toBe(true)
  })
})
