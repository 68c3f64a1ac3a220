/** Every route of the server, for every standing of a session: a route that is added is tried by itself. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, ServicesHost } from '../../src/contract/index.ts'
import { ROUTES, type Route } from '../../src/http/routes.ts'
import { type Served, serve } from '../../src/http/serve.ts'
import { createServices } from '../../src/services/index.ts'
import { anId } from '../builders/enterprise.ts'
import { type Entered, enter } from '../builders/httpDoor.ts'
import { aPhotoFile } from '../builders/photoFile.ts'
import { TILE_SCHEMAS, writeTiles } from '../builders/tiles.ts'

const CHEAP = { ln: 2, r: 8, p: 1 }
const [CHIEF, READER] = [
  { name: '罗沙', passphrase: '北风吹雁南归 7' },
  { name: '顾砚之', passphrase: '春水碧于天画船 8' },
]

let dir = ''
let host: ServicesHost
let served: Served
let entered: Entered
/** What each route that gives bytes of the workspace is asked for, by its room. */
const wanted: Record<string, string[]> = {}

/** Asks a route as a page of a name does: its keys in headers, or of bytes in the address. */
async function ask(
  route: Route,
  session: string,
  parts: readonly string[],
): Promise<{ status: number; answer: Answer }> {
  const isBytes = route.by === 'bytes'
  const address = [route.room ?? 'index.html', ...parts].join('/')
  const stop = new AbortController()
  const response = await fetch(
    `${served.origin}/${address}${isBytes ? `?key=${entered.bytes}&session=${session}` : '?name=a.txt'}`,
    {
      method: route.method,
      signal: stop.signal,
      headers: isBytes
        ? { cookie: entered.cookie }
        : { ...entered.headers, 'x-sortie-session': session, 'content-type': 'application/json' },
      ...(route.method === 'POST' ? { body: '{}' } : {}),
    },
  )
  if (response.headers.get('content-type')?.includes('event-stream')) {
    stop.abort()
    return { status: response.status, answer: { ok: true, value: {} } }
  }
  const text = await response.text()
  return {
    status: response.status,
    answer: response.headers.get('content-type')?.includes('json')
      ? (JSON.parse(text) as Answer)
      : { ok: true, value: text.length },
  }
}
const call = async (session: string, name: string, input: unknown): Promise<Answer> => {
  const response = await fetch(`${served.origin}/call/${name}`, {
    method: 'POST',
    headers: { ...entered.headers, 'x-sortie-session': session, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  return (await response.json()) as Answer
}
const ok = async <T>(session: string, name: string, input: unknown): Promise<T> => {
  const answer = await call(session, name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as T
}
const given = (name: string, bytes: Uint8Array): string => {
  const file = path.join(dir, name)
  fs.writeFileSync(file, bytes)
  return host.registerFile(file).ref
}
const signIn = (session: string, { name, passphrase }: typeof CHIEF) =>
  ok(session, 'person.signIn', { id: null, name, passphrase })

/** How a session may stand, by the name of its page. */
const STANDINGS = ['in', 'reader', 'locked', 'out', 'never'] as const

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-routes-'))
  host = createServices({
    home: path.join(dir, 'home'),
    workspaceDir: path.join(dir, 'w'),
    secretCost: CHEAP,
    pollMs: 0,
  })
  const rendererDir = path.join(dir, 'page')
  fs.mkdirSync(rendererDir)
  fs.writeFileSync(path.join(rendererDir, 'index.html'), '<!doctype html>')
  served = await serve(host, { rendererDir })
  entered = await enter(served.url)
  await ok('in', 'person.begin', { name: CHIEF.name, roles: ['supervisor'], unit: '', number: '', phone: '' })
  await ok('in', 'person.setPassphrase', { old: null, passphrase: CHIEF.passphrase })
  await ok('in', 'person.put', {
    base: null,
    doc: { id: anId(701), name: READER.name, roles: ['reader'], unit: '', number: '', phone: '' },
    passphrase: READER.passphrase,
  })
  const { footage } = await ok<{ footage: { doc: { id: string } }[] }>('in', 'footage.ingest', {
    files: [given('1.jpg', aPhotoFile(Date.UTC(2026, 4, 20, 2), 1))],
    flightId: null,
  })
  const tiles = path.join(dir, 'map.mbtiles')
  writeTiles(tiles, TILE_SCHEMAS.table)
  const layer = await ok<{ doc: { id: string } }>('in', 'layer.import', {
    file: host.registerFile(tiles).ref,
    beside: [],
    name: { zh: '底图', en: 'Map' },
    datum: 'wgs84',
  })
  const { downloadId } = await ok<{ downloadId: string }>('in', 'release.print', { count: 1, language: 'zh' })
  wanted['media'] = [footage[0]?.doc.id ?? '']
  wanted['tiles'] = [layer.doc.id, '1', '1', '0']
  wanted['download'] = [downloadId]
  await signIn('reader', READER)
  await signIn('locked', CHIEF)
  await ok('locked', 'person.lock', {})
  await signIn('out', CHIEF)
  await ok('out', 'person.signOut', {})
})
afterAll(async () => {
  await served.close()
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const nameOf = ({ method, room }: Route): string => `${method} /${room ?? '*'}`
const ofBytes = ROUTES.filter(({ by }) => by === 'bytes')

test('every route is listed once, and each that gives bytes of the workspace is asked for something that is there', () => {
  expect(new Set(ROUTES.map((route) => `${nameOf(route)} ${route.parts}`)).size).toBe(ROUTES.length)
  expect(Object.fromEntries(ofBytes.map(({ room, parts }) => [room, parts]))).toEqual(
    Object.fromEntries(Object.entries(wanted).map(([room, parts]) => [room, parts.length])),
  )
  // What passes no binding by a session: calls know themselves what a session may; what was begun goes on while it is locked;
  // and the window's own files hold nothing of a workspace. Another one is bound, or gets its reason here.
  expect(ROUTES.filter(({ by }) => by !== 'bytes').map(nameOf)).toEqual([
    'POST /call',
    'POST /files',
    'GET /events',
    'GET /*',
  ])
})

describe.each(ROUTES.map((route) => ({ route, name: nameOf(route) })))('$name', ({ route }) => {
  test('is for whom was let in alone, whatever its address says', async () => {
    const address = `${served.origin}/${[route.room ?? '', ...Array.from({ length: route.parts }, () => '1')].join('/')}`
    for (const end of ['', '?session=in', `?session=in&key=x`]) {
      const body = route.method === 'POST' ? { body: '{}' } : {}
      const response = await fetch(address + end, { method: route.method, ...body })
      expect([end, response.status]).toEqual([end, 403])
    }
  })

  test.each(STANDINGS)('for a session that is %s', async (standing) => {
    if (route.room === 'call') {
      const { answer } = await ask(route, standing, ['enterprise.names'])
      const refusals: Record<string, string> = {
        locked: 'locked',
        out: 'sign_in_first',
        never: 'sign_in_first',
      }
      expect(answer.ok ? undefined : answer.code).toBe(refusals[standing])
      return
    }
    if (route.by !== 'bytes') {
      expect((await ask(route, standing, [])).status).toBeLessThan(300)
      return
    }
    const { status, answer } = await ask(route, standing, wanted[route.room ?? ''] ?? [])
    const isIn = standing === 'in' || standing === 'reader'
    // What somebody had prepared is theirs: a reader never gets a supervisor's codes.
    const isForeign = route.room === 'download' && standing === 'reader'
    expect(status).toBe(isForeign ? 404 : isIn ? 200 : 403)
    if (!isIn)
      expect(answer).toMatchObject({ ok: false, code: standing === 'locked' ? 'locked' : 'sign_in_first' })
  })
})
