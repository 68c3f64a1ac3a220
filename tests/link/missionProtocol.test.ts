import { afterEach, describe, expect, test } from 'vitest'
import { MissionItemInt, MissionCount, CommandLong, Heartbeat, OUTGOING } from '../../src/link/messages.ts'
import { downloadItems, type Transfer, uploadItems, type WireItem } from '../../src/link/missionProtocol.ts'
import { openSession, SENDER, type Session } from '../../src/link/session.ts'
import { openTransport, parseLink } from '../../src/link/transport.ts'
import { chooseVehicle, findVehicles } from '../../src/link/vehicles.ts'
import { differences, fenceToWire, missionFromWire, missionToWire, rallyToWire } from '../../src/link/wire.ts'
import { plan } from '../../src/core/route/plan.ts'
import { aCircleZone, aMission, aPolygonZone, waypoints } from '../builders/mission.ts'
import { box, place } from '../builders/site.ts'
import { WAIT_MS } from '../limits.ts'
import { type Habits, mockVehicle } from './mockVehicle.ts'

/** A lost packet costs 5 ms here; a list is given up only where a test says so, however busy the machine is. */
const TIMING = { retryMs: 30, itemRetryMs: 5, stalledMs: WAIT_MS, wholeMs: WAIT_MS }

const open: { close: () => void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function meet(habits: Habits) {
  const mock = await mockVehicle({ againMs: 8, ...habits })
  const address = parseLink(mock.link)
  if (!address.ok) throw new Error(address.code)
  const transport = await openTransport(address.value)
  if (!transport.ok) throw new Error(transport.code)
  const session: Session = openSession(transport.value)
  open.push(session, mock)
  // Only what was spoken to answers; the first heartbeat may be lost.
  const nudge = setInterval(() => session.send(Heartbeat, { type: 18, autopilot: 8 }), 20)
  const found = await findVehicles(session, WAIT_MS)
  clearInterval(nudge)
  const chosen = chooseVehicle(found, null)
  if (!chosen.ok) throw new Error(chosen.code)
  const transfer = (over: Partial<Transfer> = {}): Transfer => ({
    session,
    vehicle: chosen.value,
    kind: 'mission',
    timing: TIMING,
    ...over,
  })
  return { mock, session, found, transfer }
}

const itemsOf = (count: number): WireItem[] =>
  Array.from({ length: count }, (_, seq) => ({
    seq,
    command: 16,
    frame: seq === 0 ? 0 : 3,
    params: [0, 0, 0, 0],
    lat: 41.77 + seq * 1e-5,
    lon: 109.97 - seq * 1e-5,
    altM: 50 + (seq % 60),
    current: seq === 0,
    autoContinue: true,
  }))

describe('uploads', () => {
  test.each([1, 70, 724, 2000])(
    '%i items arrive whole at either firmware though a fifth of all packets is lost, and others come twice or late',
    async (count) => {
      await Promise.all([arrive('ardupilot', count), arrive('px4', count)])
    },
  )
  async function arrive(firmware: 'ardupilot' | 'px4', count: number): Promise<void> {
    const { mock, transfer } = await meet({ firmware, loss: 0.2, twice: 0.1, late: 0.1, seed: count })
    const items = itemsOf(count)
    const done: number[] = []
    const sent = await uploadItems(transfer({ progress: (n) => done.push(n) }), items)
    expect(sent).toMatchObject({ ok: true, value: { opaqueId: 4711 } })
    expect(mock.lists[0]?.map((item) => [item['seq'], item['x'], item['y']])).toEqual(
      items.map(({ seq, lat, lon }) => [seq, Math.round(lat * 1e7), Math.round(lon * 1e7)]),
    )
    expect(done.at(-1)).toBe(count)
    const held = await downloadItems(transfer())
    expect(held.ok && differences(items, held.value, firmware)).toEqual([])
  }

  test('answer both forms of request with integers, and whatever number is asked for', async () => {
    const { mock, transfer } = await meet({ firmware: 'px4', loss: 0.3, seed: 9 })
    await uploadItems(transfer(), itemsOf(40))
    const kinds = new Set(
      mock.heard.filter(({ name }) => name?.startsWith('MISSION_ITEM')).map(({ name }) => name),
    )
    expect([...kinds]).toEqual(['MISSION_ITEM_INT'])
  })

  test('a link that is cut ends with a clear message of what the vehicle holds', async () => {
    const QUICK = { ...TIMING, stalledMs: 1500 }
    const px4 = await meet({ firmware: 'px4', cutAfter: 30 })
    px4.mock.lists[0] = [{ seq: 0, command: 16 }]
    expect(await uploadItems(px4.transfer({ timing: QUICK }), itemsOf(70))).toEqual({
      ok: false,
      code: 'link_stalled',
      params: { kind: 'mission', seconds: 1.5 },
    })
    expect(px4.mock.lists[0]).toEqual([{ seq: 0, command: 16 }])
    // ArduPilot replaces a mission item by item, a fence whole.
    const copter = await meet({ firmware: 'ardupilot', cutAfter: 30 })
    copter.mock.lists[0] = [{ seq: 0, command: 16 }]
    expect(await uploadItems(copter.transfer({ timing: QUICK }), itemsOf(70))).toMatchObject({
      code: 'list_mixed',
      params: { problem: 'link_stalled' },
    })
    expect(copter.mock.lists[0]).toHaveLength(30)
    const fenced = await meet({ firmware: 'ardupilot', cutAfter: 3 })
    expect(await uploadItems(fenced.transfer({ kind: 'fence', timing: QUICK }), itemsOf(9))).toMatchObject({
      code: 'link_stalled',
    })
  })

  test.each([
    ['no space just after it has started', { firmware: 'ardupilot', notReady: 1 }, 'no_space'],
    ['more items than it takes', { firmware: 'ardupilot', mostItems: 5 }, 'no_space'],
  ] as const)('are refused in words: %s', async (_name, habits, result) => {
    const { mock, transfer } = await meet(habits)
    mock.lists[0] = [{ seq: 0 }]
    const sent = await uploadItems(transfer(), itemsOf(20))
    expect(sent).toMatchObject({ ok: false, code: 'mission_refused', params: { result } })
    expect(mock.lists[0]).toHaveLength(1)
  })

  test('ArduPilot refuses NaN, PX4 takes it', async () => {
    const unset = itemsOf(3).map((item): WireItem => ({ ...item, params: [0, 0, Number.NaN, Number.NaN] }))
    const copter = await meet({ firmware: 'ardupilot' })
    expect(await uploadItems(copter.transfer(), unset)).toMatchObject({
      code: 'list_mixed',
      params: { problem: 'mission_refused', result: 'invalid_param3' },
    })
    const px4 = await meet({ firmware: 'px4' })
    expect((await uploadItems(px4.transfer(), unset)).ok).toBe(true)
  })

  test('are cancelled: the vehicle is told, and keeps what it had', async () => {
    const { mock, transfer } = await meet({ firmware: 'px4', loss: 0.2, seed: 3 })
    mock.lists[0] = [{ seq: 0 }]
    const abort = new AbortController()
    const sent = await uploadItems(
      transfer({ signal: abort.signal, progress: (n) => n === 10 && abort.abort() }),
      itemsOf(200),
    )
    expect(sent).toMatchObject({ ok: false, code: 'link_cancelled' })
    expect(mock.lists[0]).toHaveLength(1)
  })
})

describe('a mission with its fence and rally points', () => {
  const mission = aMission({
    patterns: [waypoints([place(50, 50), place(150, 50), place(150, 150)])],
    fence: [
      aPolygonZone(box(-60, -60, 260, 260)),
      aCircleZone(place(100, 100), 20, { id: 'c', inclusion: false }),
    ],
    rallyPoints: [{ id: 'r', ...place(20, 20), heightM: 40 }],
  })
  const route = plan({ mission, sites: [] })

  test.each(['ardupilot', 'px4'] as const)('is held by %s just as it was sent', async (firmware) => {
    const { transfer } = await meet({ firmware, loss: 0.1, seed: 5 })
    const sent = {
      mission: missionToWire(mission, route, firmware),
      fence: fenceToWire(mission),
      rally: rallyToWire(mission),
    }
    for (const kind of ['mission', 'fence', 'rally'] as const) {
      expect((await uploadItems(transfer({ kind }), sent[kind])).ok).toBe(true)
      const held = await downloadItems(transfer({ kind }))
      if (!held.ok) throw new Error(held.code)
      expect(differences(sent[kind], held.value, firmware)).toEqual([])
      // A height in another place is seen, however small a mission it is.
      const other = held.value.map((item, i) =>
        i === held.value.length - 1 ? { ...item, lat: item.lat + 1e-5 } : item,
      )
      if (kind !== 'mission') expect(differences(sent[kind], other, firmware)).toHaveLength(1)
      if (kind !== 'mission') continue
      const back = missionFromWire(held.value, firmware)
      expect(back.items.map(({ command, seq }) => [seq, command])).toEqual(
        route.items.map(({ command, seq }) => [seq, command]),
      )
    }
  })

  test.each(['ardupilot', 'px4'] as const)(
    'parameters that are no place arrive at %s as they are, and come back so',
    async (firmware) => {
      const { mock, transfer } = await meet({ firmware })
      const plain = { ...(itemsOf(1)[0] as WireItem), frame: 2, current: false }
      const items: WireItem[] = [
        ...itemsOf(2),
        { ...plain, seq: 2, command: 1000, lat: 12, lon: 0, altM: 1 },
        { ...plain, seq: 3, command: 203, lat: 1, lon: 0, altM: 0 },
        { ...plain, seq: 4, command: 201, frame: 3, lat: 41.77, lon: 109.97, altM: 5 },
      ]
      expect((await uploadItems(transfer(), items)).ok).toBe(true)
      expect(mock.lists[0]?.slice(2).map(({ x }) => x)).toEqual([12, 1, 417_700_000])
      const held = await downloadItems(transfer())
      expect(held.ok && held.value.slice(2).map(({ lat }) => lat)).toEqual([12, 1, 41.77])
    },
  )

  test('a height changed on the way is a difference', () => {
    const sent = missionToWire(mission, route, 'px4')
    const held = sent.map((item) => (item.command === 16 ? { ...item, altM: item.altM + 0.05 } : item))
    expect(differences(sent, held, 'px4').every(({ field }) => field === 'alt')).toBe(true)
    expect(differences(sent, held, 'px4')).toHaveLength(sent.filter(({ command }) => command === 16).length)
  })
})

describe('what leaves', () => {
  test('is nothing that arms, moves, or changes a mode or a parameter', async () => {
    const { mock, session, transfer } = await meet({ firmware: 'ardupilot' })
    await uploadItems(transfer(), itemsOf(5))
    await downloadItems(transfer())
    const known = new Set(OUTGOING.map(({ message }) => message.MSG_NAME))
    for (const { name, system, component } of mock.heard) {
      expect(known.has(name ?? '')).toBe(true)
      expect({ system, component }).toEqual(SENDER)
    }
    // MAV_CMD 400 arms, 176 changes the mode, 22 takes off, 246 restarts, 300 starts the mission.
    for (const command of [400, 176, 22, 20, 21, 246, 300, 183, 181])
      expect(() => session.send(CommandLong, { command })).toThrow('may not leave')
    const others = [MissionItemInt, MissionCount].map(({ MSG_NAME }) => MSG_NAME)
    expect(others.every((name) => known.has(name))).toBe(true)
    for (const name of [
      'PARAM_SET',
      'SET_MODE',
      'MISSION_CLEAR_ALL',
      'RC_CHANNELS_OVERRIDE',
      'MANUAL_CONTROL',
    ])
      expect(known.has(name)).toBe(false)
  })

  test('is never from the ground station that a failsafe waits for', () => {
    expect(SENDER.system).not.toBe(255)
  })
})

describe('vehicles', () => {
  test('are known by firmware, and an armed one is seen to be', async () => {
    const { found } = await meet({ firmware: 'px4', isArmed: true, system: 7 })
    expect(found).toMatchObject([{ system: 7, firmware: 'px4', isArmed: true }])
    expect(chooseVehicle(found, 3)).toMatchObject({ code: 'other_vehicles', params: { systems: '7' } })
    expect(chooseVehicle([...found, { ...found[0]!, system: 8 }], null)).toMatchObject({
      code: 'several_vehicles',
    })
  })

  test.each([
    '',
    'udp',
    'udp:host',
    'udp:host:0',
    'tcp:host:70000',
    'serial:/dev/ttyUSB0',
    'http:a:1',
    'udp:host:x',
  ])('are not looked for at %s', (link) => {
    expect(parseLink(link)).toMatchObject({ ok: false, code: 'bad_link' })
  })
})
