import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { packetReader } from '../../src/link/packet.ts'
import { builtSortie, type Run, type Sortie, writeApproval } from '../cli/sortie.ts'
import { type Habits, mockVehicle } from './mockVehicle.ts'

let sortie: Sortie
const open: { close: () => void }[] = []
beforeAll(async () => {
  sortie = await builtSortie()
  const area = path.resolve('tests/fixtures/areas/rect_2holes.geojson')
  const approval = writeApproval(sortie.dir)
  for (const [vehicle, out] of [
    ['ardupilot-quad', 'm.json'],
    ['px4-quad', 'p.json'],
    ['dji-m3e', 'd.json'],
    ['litchi-quad', 'l.json'],
  ] as const) {
    const wish = ['plan', '--area', area, '--pattern', 'perimeter', '--vehicle', vehicle]
    const made = sortie.run(...wish, '--authorisation', approval, '--out', out)
    if (made.status !== 0) throw new Error(made.err)
  }
})
/** The mission that was judged for a firmware. */
const MISSION = { ardupilot: 'm.json', px4: 'p.json' } as const
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})
afterAll(() => sortie.close())

const meet = async (habits: Habits) => {
  const mock = await mockVehicle(habits)
  open.push(mock)
  return mock
}

/** Runs a command while the vehicle of this very process goes on answering. */
function talk(...args: string[]): Promise<Run> {
  const child = sortie.start(...args)
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  return new Promise((done) => child.on('exit', (status) => done({ status, out, err })))
}

type Items = { items: { seq: number; command: number; lat: number; lon: number; altM: number }[] }
const place = ({ command, lat, lon, altM }: Items['items'][number]) => [
  command,
  lat.toFixed(7),
  lon.toFixed(7),
  altM.toFixed(2),
]

describe('sortie upload and download', () => {
  test('waits for a vehicle that has just started, and sends nothing to one that cannot hold a fence', async () => {
    const starting = await meet({ firmware: 'ardupilot', notReady: 1 })
    const patient = await talk('upload', 'm.json', '--link', starting.link)
    expect(patient).toMatchObject({ status: 0 })
    expect(starting.lists[0]?.length).toBeGreaterThan(5)
    const bare = await meet({ firmware: 'ardupilot', capabilities: 0n })
    const refused = await talk('upload', 'm.json', '--link', bare.link)
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('cannot hold a fence')
    expect(bare.heard.some(({ name }) => name === 'MISSION_COUNT')).toBe(false)
  })

  test.each(['ardupilot', 'px4'] as const)(
    '%s holds afterwards what the route says, and gives it back',
    async (firmware) => {
      const mock = await meet({ firmware })
      const log = path.join(sortie.dir, `${firmware}.tlog`)
      const sent = await talk('upload', MISSION[firmware], '--link', mock.link, '--record', log, '--json')
      expect(sent.err).not.toMatch(/undefined|\{/)
      expect(sent.status).toBe(0)
      expect(JSON.parse(sent.out)).toMatchObject({ opaqueIds: { mission: 4711 } })
      const got = await talk('download', '--link', mock.link, '--out', 'held.json')
      expect(got).toMatchObject({ status: 0 })
      const planned = sortie.json<Items>('route', MISSION[firmware], '--json')
      const held = sortie.json<Items>('route', 'held.json', '--json')
      expect(held.items.map(place)).toEqual(planned.items.map(place))
      // The fence travelled with it: each of its corners is an item of the fence.
      const mission = JSON.parse(fs.readFileSync(path.join(sortie.dir, MISSION[firmware]), 'utf8')) as {
        mission: { fence: { ring: unknown[] }[] }
      }
      expect(mock.lists[1]).toHaveLength(
        mission.mission.fence.reduce((sum, zone) => sum + zone.ring.length, 0),
      )
      // The record is a log: a time before every packet.
      let packets = 0
      packetReader(() => packets++).take(fs.readFileSync(log))
      expect(packets).toBeGreaterThan(planned.items.length)
    },
  )

  test('uploads nothing while the vehicle is armed, or the mission unsafe', async () => {
    const mock = await meet({ firmware: 'ardupilot', isArmed: true })
    expect(await talk('upload', 'm.json', '--link', mock.link)).toMatchObject({
      status: 1,
      err: expect.stringContaining('armed'),
    })
    const area = path.resolve('tests/fixtures/areas/L_shape.geojson')
    sortie.run('plan', '--area', area, '--pattern', 'perimeter', '--out', 'unapproved.json')
    expect(await talk('upload', 'unapproved.json', '--link', mock.link)).toMatchObject({
      status: 1,
      err: expect.stringContaining('authorisation'),
    })
    expect(mock.lists[0]).toEqual([])
    expect(mock.heard.some(({ name }) => name === 'MISSION_COUNT')).toBe(false)
  })

  test('says in one line what is wrong with the address, the vehicle or the list', async () => {
    const oneLine = /^[^\n]+\n$/
    for (const link of ['nonsense', 'udp:127.0.0.1', 'serial:/dev/nothing:57600', 'tcp:127.0.0.1:1']) {
      const { status, err, out } = await talk('upload', 'm.json', '--link', link)
      expect([link, status, out]).toEqual([link, 2, ''])
      expect(err).toMatch(oneLine)
    }
    const full = await meet({ firmware: 'ardupilot', mostItems: 3 })
    expect(await talk('upload', 'm.json', '--link', full.link)).toMatchObject({
      status: 1,
      err: expect.stringContaining('no space for so many items'),
    })
    const other = await meet({ firmware: 'px4', system: 9 })
    expect(await talk('upload', 'p.json', '--link', other.link, '--system', '3')).toMatchObject({
      status: 2,
      err: expect.stringContaining('9'),
    })
  })
})

/** Starts a command and stops it as Ctrl-C does, once `when` holds of what the vehicle heard. */
async function interrupted(args: readonly string[], when: () => boolean): Promise<Run> {
  const child = sortie.start(...args)
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const watch = setInterval(() => {
    if (!when()) return
    clearInterval(watch)
    child.kill('SIGINT')
  }, 5)
  return new Promise((done) =>
    child.on('exit', (status) => {
      clearInterval(watch)
      done({ status, out, err })
    }),
  )
}

type Mock = Awaited<ReturnType<typeof mockVehicle>>
const heard = (mock: Mock, name: string) => mock.heard.filter((packet) => packet.name === name)
const cancels = (mock: Mock) => heard(mock, 'MISSION_ACK').filter(({ fields }) => fields['type'] === 15)
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

describe('Ctrl-C', () => {
  test.each(['ardupilot', 'px4'] as const)(
    'during an upload tells %s, and says what it holds then',
    async (firmware) => {
      const mock = await meet({ firmware, holdAfter: { type: 0, count: 4 } })
      const old = [{ seq: 0, command: 16 }]
      mock.lists[0] = old
      const run = await interrupted(
        ['upload', MISSION[firmware], '--link', mock.link],
        () => heard(mock, 'MISSION_ITEM_INT').length >= 4,
      )
      expect(run).toMatchObject({ status: 1, out: '' })
      expect(cancels(mock)).toHaveLength(1)
      if (firmware === 'px4') {
        expect(lastLine(run.err)).toBe(
          'cancelled during the mission: the vehicle was told, and keeps what it had',
        )
        expect(mock.lists[0]).toBe(old)
      } else {
        // ArduPilot has begun to replace the old one.
        expect(lastLine(run.err)).toContain('may now hold parts of the old and of the new one; do not fly')
        expect(mock.lists[0]).not.toBe(old)
      }
    },
  )

  test('between mission and fence says that the vehicle holds half of it', async () => {
    const mock = await meet({ firmware: 'px4', holdAfter: { type: 1, count: 2 } })
    const fenceItems = () =>
      heard(mock, 'MISSION_ITEM_INT').filter(({ fields }) => fields['missionType'] === 1)
    const run = await interrupted(['upload', 'p.json', '--link', mock.link], () => fenceItems().length >= 2)
    expect(run.status).toBe(1)
    expect(lastLine(run.err)).toBe(
      'the vehicle holds the new mission, but the fence did not arrive (cancelled during the fence: the vehicle was told, and keeps what it had); do not fly, upload again',
    )
    expect(mock.lists[1]).toEqual([])
  })

  test('during a download writes no file', async () => {
    const mock = await meet({ firmware: 'px4', holdAfter: { type: 0, count: 4 } })
    mock.lists[0] = Array.from({ length: 200 }, (_, seq) => ({ seq, command: 16, frame: 3 }))
    const run = await interrupted(
      ['download', '--link', mock.link, '--out', 'cut.json'],
      () => heard(mock, 'MISSION_REQUEST_INT').length >= 4,
    )
    expect(run.status).toBe(1)
    expect(lastLine(run.err)).toContain('cancelled during the mission')
    expect(cancels(mock)).toHaveLength(1)
    expect(fs.existsSync(path.join(sortie.dir, 'cut.json'))).toBe(false)
  })

  test('while parameters are asked for, or a vehicle is looked for, ends at once', async () => {
    const mock = await meet({ firmware: 'ardupilot', params: { RTL_ALT: 6000 } })
    const run = await interrupted(
      ['params', '--link', mock.link, '--out', 'cut.param'],
      () => heard(mock, 'PARAM_REQUEST_READ').length >= 1,
    )
    expect(run).toMatchObject({ status: 1, out: '' })
    expect(lastLine(run.err)).toContain('cancelled')
    expect(fs.existsSync(path.join(sortie.dir, 'cut.param'))).toBe(false)
    // Nobody has answered yet.
    const other = await meet({ firmware: 'px4', isSilent: true })
    const early = await interrupted(
      ['upload', 'p.json', '--link', other.link],
      () => heard(other, 'HEARTBEAT').length >= 1,
    )
    expect(early.status).toBe(1)
    expect(lastLine(early.err)).toBe('cancelled before anything was sent: the vehicle keeps what it had')
    expect(heard(other, 'MISSION_COUNT')).toEqual([])
  })
})

test('killed in the middle of an upload, it leaves the old mission whole and no failsafe behind', async () => {
  let atMs = 0
  const mock = await meet({
    firmware: 'px4',
    holdAfter: { type: 0, count: 4 },
    failsafeMs: 1500,
    clockMs: () => atMs,
  })
  const old = [{ seq: 0, command: 16 }]
  mock.lists[0] = old
  const child = sortie.start('upload', 'p.json', '--link', mock.link)
  await expect.poll(() => heard(mock, 'MISSION_ITEM_INT').length).toBeGreaterThanOrEqual(4)
  child.kill('SIGKILL')
  await new Promise((done) => child.on('exit', done))
  atMs += 60_000
  expect(mock.isLost()).toBe(false)
  expect(mock.lists[0]).toBe(old)
  expect(new Set(mock.heard.map(({ name }) => name))).toEqual(
    new Set(['HEARTBEAT', 'PARAM_REQUEST_READ', 'COMMAND_LONG', 'MISSION_COUNT', 'MISSION_ITEM_INT']),
  )
})

test('an upload that breaks off says what the vehicle holds; one that is never confirmed claims nothing', async () => {
  const mute = await meet({ firmware: 'px4', isMute: true })
  const cut = await meet({ firmware: 'ardupilot', cutAfter: 3 })
  const old = [{ seq: 0, command: 16 }]
  cut.lists[0] = old
  const [unconfirmed, broken] = await Promise.all([
    talk('upload', 'p.json', '--link', mute.link),
    talk('upload', 'm.json', '--link', cut.link),
  ])
  expect(unconfirmed?.status).toBe(1)
  expect(lastLine(unconfirmed?.err ?? '')).toContain('may hold the old or the new one')
  expect(broken?.status).toBe(1)
  expect(lastLine(broken?.err ?? '')).toContain(
    'may now hold parts of the old and of the new one; do not fly',
  )
  expect(cut.lists[0]?.length).toBeGreaterThan(1)
})

describe('parameters', () => {
  const held = {
    FENCE_ENABLE: 0,
    FENCE_ACTION: 1,
    RTL_ALT: 6000,
    RALLY_LIMIT_KM: 0.3,
    RALLY_INCL_HOME: 1,
    FS_THR_ENABLE: 1,
    BATT_FS_LOW_ACT: 2,
  }
  type Verdict = { items: { rule: string; value: number; limit: number; source: string }[] }
  const onboard = (verdict: Verdict) => verdict.items.filter(({ rule }) => rule === 'onboard')

  test('are read from a vehicle into a file, and held against the verdict; nothing is set', async () => {
    const mock = await meet({ firmware: 'ardupilot', params: held })
    const run = await talk('params', '--link', mock.link, '--out', 'held.param', '--json')
    expect(run.status, run.err).toBe(0)
    const told = JSON.parse(run.out) as { params: Record<string, number> }
    for (const [name, value] of Object.entries(held)) expect(told.params[name]).toBeCloseTo(value, 6)
    expect(new Set(mock.heard.map(({ name }) => name))).toEqual(new Set(['HEARTBEAT', 'PARAM_REQUEST_READ']))
    const verdict = sortie.json<Verdict>('check', 'm.json', '--params', 'held.param', '--json')
    expect(onboard(verdict)).toMatchObject([{ value: 0, limit: 1, source: 'held.param' }])
    const { out, err } = sortie.run('check', 'm.json', '--params', 'held.param')
    expect(out).toMatch(/onboard .*FENCE_ENABLE is 0 on board/)
    expect(err).toContain('7 compared, 0 not in it')
    expect(onboard(sortie.json<Verdict>('check', 'm.json', '--json'))).toEqual([])
  })

  test('are read from a recorded link', async () => {
    const mock = await meet({ firmware: 'ardupilot', params: held })
    const run = await talk('params', '--link', mock.link, '--record', 'asked.tlog')
    expect(run.status, run.err).toBe(0)
    expect(run.out).toContain('RTL_ALT,6000')
    const verdict = sortie.json<Verdict>('check', 'm.json', '--params', 'asked.tlog', '--json')
    expect(onboard(verdict)).toHaveLength(1)
  })

  test('of a vehicle that does not answer, or of no file of parameters, are refused in a line', async () => {
    const mute = await meet({ firmware: 'px4' })
    const run = await talk('params', '--link', mute.link)
    expect(run.status).toBe(1)
    expect(lastLine(run.err)).toContain('answers no question about its parameters')
    const bad = sortie.run('check', 'm.json', '--params', 'm.json')
    expect(bad.status).toBe(2)
    expect(bad.err).toContain('m.json')
  })
})
