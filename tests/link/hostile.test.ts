import dgram from 'node:dgram'
import fc from 'fast-check'
import { common, minimal } from 'mavlink-mappings'
import { afterEach, describe, expect, test } from 'vitest'
import { DEFAULT_VEHICLE, VEHICLES } from '../../src/core/mission/vehicles.ts'
import { Mission } from '../../src/core/mission/mission.ts'
import { plan } from '../../src/core/route/plan.ts'
import { notJudgedFor } from '../../src/core/safety/judgedFor.ts'
import { CommandLong, Heartbeat, mayLeave, MissionItemInt, OUTGOING } from '../../src/link/messages.ts'
import type { Timing } from '../../src/link/missionProtocol.ts'
import { encodePacket, type Fields } from '../../src/link/packet.ts'
import { askCapabilities } from '../../src/link/questions.ts'
import { openSession } from '../../src/link/session.ts'
import type { Signing } from '../../src/link/signing.ts'
import { openTransport, parseLink } from '../../src/link/transport.ts'
import { fetchMission, findOne, holdAgainst, listsOf, sendLists } from '../../src/services/link/link.ts'
import { aCleared } from '../builders/cleared.ts'
import { aMission, aPolygonZone, waypoints } from '../builders/mission.ts'
import { box, place } from '../builders/site.ts'
import { WAIT_MS } from '../limits.ts'
import { type Habits, mockVehicle } from './mockVehicle.ts'

const TIMING: Timing = { retryMs: 30, itemRetryMs: 5, stalledMs: WAIT_MS, wholeMs: WAIT_MS }
const how = (timing: Timing = TIMING) => ({
  progress: () => undefined,
  timing,
  patience: { tries: 2, waitMs: 60 },
})

const open: (() => unknown)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const transportTo = async (link: string) => {
  const address = parseLink(link)
  if (!address.ok) throw new Error(address.code)
  const transport = await openTransport(address.value)
  if (!transport.ok) throw new Error(transport.code)
  return transport.value
}
async function meet(habits: Habits, signing: Signing | null = null) {
  const mock = await mockVehicle({ againMs: 8, ...habits })
  const session = openSession(await transportTo(mock.link), { signing })
  open.push(
    () => mock.close(),
    () => session.close(),
  )
  const found = await findOne(session, null, mock.link)
  if (!found.ok) throw new Error(found.code)
  return { mock, session, vehicle: found.value }
}

const mission = (over: Partial<Mission> = {}): Mission =>
  aMission({
    patterns: [waypoints([place(50, 50), place(150, 50), place(150, 150)])],
    fence: [aPolygonZone(box(-60, -60, 260, 260))],
    rallyPoints: [{ id: 'r', ...place(20, 20), heightM: 40 }],
    ...over,
  })
const row = (id: string) => {
  const found = VEHICLES.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const routeOf = (doc: Mission) => plan({ mission: doc, sites: [] })
async function upload({ session, vehicle }: Awaited<ReturnType<typeof meet>>, doc: Mission, timing = TIMING) {
  const lists = listsOf(aCleared(doc), vehicle)
  if (!lists.ok) return lists
  const fits = await holdAgainst(session, vehicle, aCleared(doc), how(timing))
  return fits.ok ? sendLists(session, vehicle, lists.value, how(timing)) : fits
}

describe('a signed link', () => {
  const key = (fill: number, timestamp = 5_000_000_000n): Signing => ({
    key: new Uint8Array(32).fill(fill),
    linkId: 2,
    timestamp,
  })

  test('takes what is signed with its key', async () => {
    const met = await meet({ firmware: 'px4', signing: key(7) }, key(7))
    expect((await upload(met, mission({ vehicle: row('px4-quad') }))).ok).toBe(true)
    expect(met.session.unsigned).toBe(0)
  })

  test.each([
    ['not signed at all', null],
    ['signed with another key', key(8)],
    ['signed long ago', key(7, 1n)],
  ])('does not hear a vehicle that is %s, and says so', async (_name, signing) => {
    // A vehicle that hears everything, and signs as it is told.
    const socket = dgram.createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
    open.push(() => socket.close())
    socket.on('message', (_bytes, from) => {
      const beat = encodePacket(
        minimal.Heartbeat,
        { type: 2, autopilot: 12 },
        { system: 1, component: 1 },
        0,
        signing,
      )
      socket.send(beat, from.port, from.address)
    })
    const session = openSession(await transportTo(`udp:127.0.0.1:${socket.address().port}`), {
      signing: key(7),
    })
    open.push(() => session.close())
    expect(await findOne(session, null, 'udp')).toMatchObject({ ok: false, code: 'vehicle_unsigned' })
    expect(session.unsigned).toBeGreaterThan(0)
  })

  test('hears a packet that is sent again only once', async () => {
    const socket = dgram.createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
    open.push(() => socket.close())
    const signing = key(7)
    const beat = encodePacket(
      minimal.Heartbeat,
      { type: 2, autopilot: 12 },
      { system: 1, component: 1 },
      0,
      signing,
    )
    const next = encodePacket(
      minimal.Heartbeat,
      { type: 2, autopilot: 12 },
      { system: 1, component: 1 },
      1,
      signing,
    )
    let isSent = false
    socket.on('message', (_bytes, { port, address }) => {
      if (isSent) return
      isSent = true
      for (const bytes of [beat, beat, next, beat, next]) socket.send(bytes, port, address)
    })
    const session = openSession(await transportTo(`udp:127.0.0.1:${socket.address().port}`), {
      signing: key(7),
    })
    open.push(() => session.close())
    let heard = 0
    session.on(() => (heard += 1))
    await expect.poll(() => heard + session.unsigned).toBe(5)
    expect(heard).toBe(2)
  })
})

describe('who is heard', () => {
  const beat = (system: number, baseMode = 0x51) =>
    encodePacket(minimal.Heartbeat, { type: 2, autopilot: 12, baseMode }, { system, component: 1 }, 0)
  const stranger = async () => {
    const socket = dgram.createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
    open.push(() => socket.close())
    return socket
  }

  test('over udp: is whom it speaks to, and nobody else', async () => {
    const vehicle = await stranger()
    const other = await stranger()
    const ports = new Promise<number>((done) => vehicle.once('message', (_bytes, { port }) => done(port)))
    const session = openSession(await transportTo(`udp:127.0.0.1:${vehicle.address().port}`))
    open.push(() => session.close())
    const systems = new Set<number>()
    session.on(({ system }) => systems.add(system))
    const port = await ports
    for (let i = 0; i < 20; i++) other.send(beat(66), port, '127.0.0.1')
    await new Promise<void>((done) => other.send(beat(66), port, '127.0.0.1', () => done()))
    vehicle.send(beat(1), port, '127.0.0.1')
    await expect.poll(() => systems.has(1)).toBe(true)
    expect([...systems]).toEqual([1])
  })

  test('over udpin: is the vehicle that was found; who takes up its number from elsewhere is not', async () => {
    const free = await stranger()
    const { port } = free.address()
    await new Promise<void>((done) => free.close(() => done()))
    open.pop()
    const [vehicle, other] = [await stranger(), await stranger()]
    const session = openSession(await transportTo(`udpin:127.0.0.1:${port}`))
    open.push(() => session.close())
    const finding = findOne(session, null, 'udpin')
    const talking = setInterval(() => vehicle.send(beat(1), port, '127.0.0.1'), 10)
    let first = false
    const stop = session.on(() => (first = true))
    await expect.poll(() => first).toBe(true)
    stop()
    const shouting = setInterval(() => other.send(beat(1, 0xd1), port, '127.0.0.1'), 5)
    const found = await finding
    expect(found).toMatchObject({ ok: true, value: { system: 1, isArmed: false } })
    const peers = new Set<string>()
    session.on(({ peer }) => peers.add(peer))
    await expect.poll(() => peers.size).toBe(1)
    expect([...peers]).toEqual([`127.0.0.1 ${vehicle.address().port}`])
    clearInterval(talking)
    clearInterval(shouting)
  })
})

describe('a vehicle that becomes armed', () => {
  test.each([
    ['ardupilot', 'list_mixed'],
    ['px4', 'vehicle_armed_midway'],
  ] as const)('while the mission goes to %s stops it, and says what it holds', async (firmware, code) => {
    const way = Array.from({ length: 60 }, (_, i) => place(50 + i, 50))
    const doc = mission({ vehicle: row(`${firmware}-quad`), patterns: [waypoints(way)] })
    const met = await meet({ firmware, armsAtItem: 2, slowMs: 25 })
    const sent = await upload(met, doc)
    expect(sent).toMatchObject({ ok: false, code })
    await expect
      .poll(
        () =>
          met.mock.heard.filter(({ name, fields }) => name === 'MISSION_ACK' && fields['type'] === 15).length,
      )
      .toBe(1)
    expect(met.mock.lists[1]).toEqual([])
  })

  test('between mission and fence gets no fence', async () => {
    const doc = mission({ vehicle: row('px4-quad') })
    const habits: Habits = { firmware: 'px4', armsAtItem: routeOf(doc).items.length - 1 }
    const met = await meet(habits)
    const sent = await upload(met, doc)
    expect(sent.ok).toBe(false)
    expect(['list_unconfirmed', 'half_uploaded', 'not_read_back']).toContain(!sent.ok && sent.code)
    expect(met.mock.lists[1]).toEqual([])
  })

  test('after the link was opened gets nothing: it is looked at anew', async () => {
    const met = await meet({ firmware: 'px4' })
    const doc = mission({ vehicle: row('px4-quad') })
    const lists = listsOf(aCleared(doc), met.vehicle)
    if (!lists.ok) throw new Error(lists.code)
    met.mock.arm()
    expect(await sendLists(met.session, met.vehicle, lists.value, how())).toMatchObject({
      code: 'vehicle_armed',
    })
    expect(met.mock.heard.map(({ name }) => name)).not.toContain('MISSION_COUNT')
  })
})

describe('what leaves', () => {
  const item: Fields = {
    targetSystem: 1,
    targetComponent: 1,
    missionType: 0,
    seq: 1,
    command: 16,
    frame: 3,
    current: 0,
    autocontinue: 1,
    x: 1,
    y: 1,
    z: 50,
  }

  test('names every field of every message', () => {
    for (const { message, fields } of OUTGOING)
      expect(Object.keys(fields).sort()).toEqual(message.FIELDS.map(({ name }) => name).sort())
  })

  test('has current of 0 and 1 only, whatever an item says, and no number that wraps round to another', () => {
    expect(mayLeave(MissionItemInt, item)).toBe(true)
    expect(mayLeave(MissionItemInt, { ...item, current: 1 })).toBe(true)
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.double(), fc.constantFrom('2', null, undefined, true)),
        (current) => {
          expect(mayLeave(MissionItemInt, { ...item, current })).toBe(
            current === 0 || current === 1 || current === undefined || current === null,
          )
        },
      ),
    )
    for (const current of [2, 3, 256, 257, 258, -254])
      expect(mayLeave(MissionItemInt, { ...item, current })).toBe(false)
  })

  test.each([
    ['an item for everybody', MissionItemInt, { ...item, targetSystem: 0 }],
    ['an item of all lists at once', MissionItemInt, { ...item, missionType: 255 }],
    ['a place that is no number', MissionItemInt, { ...item, x: Number.NaN }],
    ['a height that is none', MissionItemInt, { ...item, z: 1e30 }],
    [
      'a ground station’s heartbeat',
      Heartbeat,
      { type: 6, autopilot: 8, mavlinkVersion: 3, systemStatus: 4 },
    ],
    ['an armed heartbeat', Heartbeat, { type: 18, autopilot: 8, baseMode: 128 }],
    ['a question to everybody', CommandLong, { command: 512, _param1: 148 }],
    ['a request of another message', CommandLong, { targetSystem: 1, command: 512, _param1: 1 }],
    ['a command that arms', CommandLong, { targetSystem: 1, command: 400, _param1: 1 }],
    ['a field that is none', CommandLong, { targetSystem: 1, command: 512, _param1: 148, param1: 1 }],
    ['a message that is not listed', common.ParamSet, {}],
  ])('is not %s', (_name, message, fields) => {
    expect(mayLeave(message, fields)).toBe(false)
  })

  test('asks for the vehicle’s version by its number', async () => {
    const { mock, session, vehicle } = await meet({ firmware: 'px4' })
    await askCapabilities(session, vehicle)
    const asked = mock.heard.find(({ name }) => name === 'COMMAND_LONG')
    expect(asked?.fields).toMatchObject({ command: 512, _param1: 148 })
  })

  test.each([
    ['not a number for a height', { altM: Number.NaN }],
    ['a height beyond the air', { altM: 1e9 }],
    ['a parameter that is infinite in 32 bits', { params: [3.5e38, 0, 0, 0] as const }],
    ['the same below nought', { params: [0, 0, 0, -1e40] as const }],
  ])('is nothing of a mission with an item that no vehicle takes: %s', async (_what, odd) => {
    const doc = mission()
    const met = await meet({ firmware: 'ardupilot' })
    const lists = listsOf(aCleared(doc), met.vehicle)
    if (!lists.ok) throw new Error(lists.code)
    lists.value.mission[2] = { ...lists.value.mission[2]!, ...odd }
    expect(await sendLists(met.session, met.vehicle, lists.value, how())).toMatchObject({
      code: 'item_cannot_leave',
      params: { kind: 'mission', item: 2 },
    })
    expect(met.mock.heard.some(({ name }) => name === 'MISSION_COUNT')).toBe(false)
  })
})

describe('a vehicle that drips', () => {
  test.each(['upload', 'download'] as const)(
    'does not hold an %s beyond the time for the whole',
    async (what) => {
      const met = await meet({ firmware: 'px4', slowMs: 40, againMs: 60_000, chatter: 20 })
      met.mock.lists[0] = Array.from({ length: 65_535 }, (_, seq) => ({ seq, command: 16, frame: 3 }))
      const timing = { ...TIMING, wholeMs: 900 }
      const ended =
        what === 'download'
          ? await fetchMission(met.session, met.vehicle, mission(), how(timing))
          : await upload(
              met,
              mission({
                vehicle: row('px4-quad'),
                patterns: [waypoints(Array.from({ length: 300 }, (_, i) => place(i, 50)))],
              }),
              timing,
            )
      expect(ended).toMatchObject({ ok: false, code: 'link_too_slow', params: { kind: 'mission' } })
    },
  )
})

describe('what a vehicle gives', () => {
  const good = { command: 16, frame: 3, x: 417_700_000, y: 1_099_700_000, z: 50, autocontinue: 1 }
  const fetched = async (
    kind: 0 | 1 | 2,
    items: Record<string, number>[],
    firmware: 'ardupilot' | 'px4' = 'px4',
  ) => {
    const { mock, session, vehicle } = await meet({ firmware })
    mock.lists[0] = [
      { seq: 0, ...good },
      { seq: 1, ...good },
    ]
    mock.lists[kind] = items.map((one, seq) => ({ ...one, seq, missionType: kind }))
    return fetchMission(session, vehicle, aMission({}), how())
  }

  test.each([
    ['a latitude of 200', 0, { ...good, x: 2_000_000_000 }, 'lat'],
    ['frame 255', 0, { ...good, frame: 255 }, 'frame'],
    ['a height of 1e30', 0, { ...good, z: 1e30 }, 'alt'],
    ['a height that is none', 0, { ...good, z: Number.NaN }, 'alt'],
    ['an endless parameter', 0, { ...good, param1: Number.POSITIVE_INFINITY }, 'param'],
    [
      'a fence corner beyond the pole',
      1,
      { command: 5001, frame: 0, param1: 3, x: 1_000_000_000, y: 0, z: 0 },
      'lat',
    ],
    [
      'a rally point in space',
      2,
      { command: 5100, frame: 3, x: 417_700_000, y: 1_099_700_000, z: 5000 },
      'alt',
    ],
    [
      'a rally point over a sea that nobody knows',
      2,
      { command: 5100, frame: 0, x: 417_700_000, y: 1_099_700_000, z: 1650 },
      'alt',
    ],
  ] as const)('with %s is refused whole, named', async (_name, kind, item, field) => {
    expect(await fetched(kind, [item])).toMatchObject({
      ok: false,
      code: 'vehicle_item_strange',
      params: { item: 0, field },
    })
  })

  test('that documents cannot hold is refused too', async () => {
    const rally = Array.from({ length: 101 }, () => ({
      command: 5100,
      frame: 3,
      x: 417_700_000,
      y: 1_099_700_000,
      z: 40,
    }))
    expect(await fetched(2, rally)).toMatchObject({
      code: 'vehicle_list_unfit',
      params: { at: 'rallyPoints' },
    })
  })

  test('of any numbers is a mission that fits its schema, or a reason', async () => {
    const { mock, session, vehicle } = await meet({ firmware: 'px4' })
    const number = fc.oneof(
      fc.integer({ min: -2147483648, max: 2147483647 }),
      fc.constantFrom(0, 1, 417_700_000),
    )
    const item = fc.record({
      command: fc.oneof(fc.integer({ min: 0, max: 65_535 }), fc.constantFrom(16, 22, 5001, 5003, 5100)),
      frame: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constant(3)),
      x: number,
      y: number,
      z: fc.oneof(fc.float(), fc.constant(50)),
      param1: fc.oneof(fc.float(), fc.constant(3)),
      param2: fc.float(),
    })
    const list = fc.array(item, { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(list, list, list, async (route, fence, rally) => {
        for (const [kind, items] of [route, fence, rally].entries())
          mock.lists[kind] = items.map((one, seq) => ({ ...one, seq, missionType: kind }))
        const got = await fetchMission(session, vehicle, aMission({}), how())
        expect(got.ok ? Mission.safeParse(got.value.mission).success : typeof got.code).toBe(
          got.ok ? true : 'string',
        )
      }),
      { numRuns: 60 },
    )
  })

  test('before it has a position fix has no home: it is not 0, 0, and that is said', async () => {
    const { mock, session, vehicle } = await meet({ firmware: 'ardupilot', noFix: true })
    mock.lists[0] = [
      { seq: 0, ...good, x: 0, y: 0, z: 0, frame: 0 },
      { seq: 1, ...good },
    ]
    const got = await fetchMission(session, vehicle, aMission({}), how())
    if (!got.ok) throw new Error(got.code)
    expect(got.value.mission.home).toEqual({ lat: 41.77, lon: 109.97, amslM: null })
    expect(got.value.notes.map(({ code }) => code)).toContain('home_not_told')
    mock.lists[0] = [{ seq: 0, ...good, x: 0, y: 0, z: 0, frame: 0 }]
    expect(await fetchMission(session, vehicle, aMission({}), how())).toMatchObject({ code: 'vehicle_empty' })
  })
})

describe('another vehicle than the mission was judged for', () => {
  const MISSIONS = {
    ardupilot: 'ardupilot-quad',
    px4: 'px4-quad',
    dji: 'dji-m3e',
    litchi: 'litchi-quad',
  } as const
  const cases = (['ardupilot', 'px4'] as const).flatMap((answers) =>
    (Object.keys(MISSIONS) as (keyof typeof MISSIONS)[]).map((judged) => [judged, answers] as const),
  )

  test.each(cases)(
    'a mission for %s to a %s: uploaded where they are one, else held',
    async (judged, answers) => {
      const met = await meet({ firmware: answers })
      const sent = await upload(met, mission({ vehicle: row(MISSIONS[judged]) }))
      if (judged === answers) expect(sent.ok).toBe(true)
      else {
        expect(sent).toMatchObject({ ok: false, code: 'vehicle_other_firmware' })
        expect(met.mock.heard.map(({ name }) => name)).not.toContain('MISSION_COUNT')
      }
    },
  )

  test.each([
    [1, 'plane'],
    [20, 'vtol'],
    [4, 'helicopter'],
    [10, 'rover'],
    [0, 'other'],
  ])('type %i, a %s in place of a copter, is held', async (mavType, foundClass) => {
    for (const firmware of ['ardupilot', 'px4'] as const) {
      const met = await meet({ firmware, mavType })
      expect(await upload(met, mission({ vehicle: row(MISSIONS[firmware]) }))).toMatchObject({
        code: 'vehicle_other_class',
        params: { judgedClass: 'multicopter', foundClass },
      })
      expect(met.mock.heard.map(({ name }) => name)).not.toContain('MISSION_COUNT')
    }
  })

  test('a hexacopter in place of a quadrotor is of the same kind', async () => {
    expect((await upload(await meet({ firmware: 'ardupilot', mavType: 13 }), mission())).ok).toBe(true)
  })

  test('parameters that the verdict did not reckon with hold it, until it was shown them', async () => {
    const params = { FENCE_ENABLE: 0, RTL_ALT: 1500 }
    const met = await meet({ firmware: 'ardupilot', params })
    const doc = mission()
    const held = await upload(met, doc)
    expect(held).toMatchObject({ ok: false, code: 'vehicle_other_params' })
    expect(!held.ok && String(held.params['params'])).toMatch(/FENCE_ENABLE 0 \(1\).*RTL_ALT 1500/)
    // Judged for what is there.
    const judged = { ...doc, onboard: { source: 'the vehicle', params } }
    expect((await upload(met, judged)).ok).toBe(true)
    // Shown other values than are there now.
    const stale = { ...doc, onboard: { source: 'last week', params: { ...params, RTL_ALT: 2000 } } }
    expect(await upload(met, stale)).toMatchObject({ code: 'vehicle_other_params', params: { count: 1 } })
  })

  test('what the vehicle does not tell is no difference, and is named', () => {
    const doc = mission({ vehicle: DEFAULT_VEHICLE })
    expect(notJudgedFor(doc, routeOf(doc), { firmware: 'ardupilot', mavType: 2, params: {} })).toBeNull()
  })
})
