import dgram from 'node:dgram'
import { minimal } from 'mavlink-mappings'
import { afterEach, describe, expect, it } from 'vitest'
import { paramsOfDataflash } from '../../src/core/flight/logs/dataflashParams.ts'
import { encodePacket } from '../../src/link/packet.ts'
import { askCapabilities, askParams } from '../../src/link/questions.ts'
import { openSession, SENDER } from '../../src/link/session.ts'
import { openTransport, parseLink } from '../../src/link/transport.ts'
import { chooseVehicle, findVehicles } from '../../src/link/vehicles.ts'
import { WAIT_MS } from '../limits.ts'
import { type Habits, mockVehicle } from './mockVehicle.ts'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

async function meet(habits: Habits) {
  const mock = await mockVehicle(habits)
  const address = parseLink(mock.link)
  if (!address.ok) throw new Error(address.code)
  const transport = await openTransport(address.value)
  if (!transport.ok) throw new Error(transport.code)
  const session = openSession(transport.value)
  const vehicle = chooseVehicle(await findVehicles(session, WAIT_MS), null)
  if (!vehicle.ok) throw new Error(vehicle.code)
  open.push(() => {
    void session.close()
    mock.close()
  })
  return { mock, session, vehicle: vehicle.value }
}
/** For what is answered, however late; and for what is not. */
const PATIENT = { tries: 5000, waitMs: 60 }
const QUICK = { tries: 3, waitMs: 60 }

describe('what a vehicle is asked', () => {
  it('tells what it can hold, or nothing', async () => {
    const able = await meet({ firmware: 'ardupilot' })
    expect(await askCapabilities(able.session, able.vehicle, PATIENT)).toEqual({ fence: true, rally: true })
    const bare = await meet({ firmware: 'px4', capabilities: 1n << 14n })
    expect(await askCapabilities(bare.session, bare.vehicle, PATIENT)).toEqual({ fence: true, rally: false })
    const mute = await meet({ firmware: 'px4', capabilities: null })
    expect(await askCapabilities(mute.session, mute.vehicle, QUICK)).toBeNull()
    expect(mute.mock.heard.filter(({ name }) => name === 'COMMAND_LONG')).toHaveLength(3)
  })

  it.each(['ardupilot', 'px4'] as const)(
    'gives its parameters, whole ones and others, as %s sends them',
    async (firmware) => {
      const params = { RTL_RETURN_ALT: 60.5, COM_LOW_BAT_ACT: 3, GF_ACTION: -1, RTL_TYPE: 0 }
      const { session, vehicle } = await meet({
        firmware,
        params,
        whole: ['COM_LOW_BAT_ACT', 'GF_ACTION', 'RTL_TYPE'],
        loss: 0.2,
        seed: 4,
      })
      expect(await askParams(session, vehicle, Object.keys(params), PATIENT)).toEqual(params)
      expect(await askParams(session, vehicle, ['NOT_THERE'], QUICK)).toEqual({})
    },
  )

  it('is asked by the names of every generation, and answers to its own', async () => {
    const { session, vehicle } = await meet({ firmware: 'ardupilot', params: { RTL_ALT: 6000, WP_SPD: 8 } })
    const wanted = [['RTL_ALT_M', 'RTL_ALT'], ['WP_SPD', 'WPNAV_SPEED'], ['LAND_SPD_MS']]
    expect(await askParams(session, vehicle, wanted, QUICK)).toEqual({ RTL_ALT: 6000, WP_SPD: 8 })
  })

  it('never hears of a parameter that is to be set', async () => {
    const { mock, session, vehicle } = await meet({ firmware: 'ardupilot', params: { RTL_ALT: 6000 } })
    await askParams(session, vehicle, ['RTL_ALT'], PATIENT)
    expect(new Set(mock.heard.map(({ name }) => name))).toEqual(new Set(['HEARTBEAT', 'PARAM_REQUEST_READ']))
  })
})

/** One heartbeat of a ground station that a vehicle is configured for, beside this program. */
async function stationBeats(link: string): Promise<void> {
  const socket = dgram.createSocket('udp4')
  const packet = encodePacket(
    minimal.Heartbeat,
    { type: 6, autopilot: 8, mavlinkVersion: 3, systemStatus: 4 },
    { system: 255, component: 190 },
    0,
  )
  await new Promise((sent) => socket.send(packet, Number(link.split(':')[2]), '127.0.0.1', sent))
  socket.close()
}

/** The vehicle's clock is the test's: what is waited for is heartbeats, not time. */
describe.each(['ardupilot', 'px4'] as const)('the lost-link failsafe of %s', (firmware) => {
  const FAILSAFE_MS = 1500
  async function watched() {
    let atMs = 0
    const met = await meet({ firmware, failsafeMs: FAILSAFE_MS, clockMs: () => atMs })
    const beats = (system: number) =>
      met.mock.heard.filter((packet) => packet.name === 'HEARTBEAT' && packet.system === system).length
    return {
      ...met,
      pass: (ms: number) => (atMs += ms),
      /** Until it has heard so many more heartbeats of this program. */
      own: async (more: number) => {
        const before = beats(SENDER.system)
        await expect.poll(() => beats(SENDER.system)).toBeGreaterThanOrEqual(before + more)
      },
      station: async () => {
        const before = beats(255)
        await stationBeats(met.mock.link)
        await expect.poll(() => beats(255)).toBe(before + 1)
      },
    }
  }

  it('is not armed by this program coming and going', async () => {
    const { mock, session, own, pass } = await watched()
    await own(2)
    void session.close()
    pass(60_000)
    expect(mock.isLost()).toBe(false)
  })

  it('is not tripped by it while the ground station is there, even when it ends without a word', async () => {
    const { mock, session, own, pass, station } = await watched()
    await station()
    await own(1)
    void session.close()
    pass(FAILSAFE_MS - 100)
    await station()
    pass(FAILSAFE_MS - 100)
    expect(mock.isLost()).toBe(false)
  })

  it('is not hidden by it when the ground station falls silent', async () => {
    const { mock, session, own, pass, station } = await watched()
    await station()
    pass(FAILSAFE_MS + 100)
    // Taken for the station, its heartbeats would hide the silence.
    await own(2)
    expect(session.ended).toBeNull()
    expect(mock.isLost()).toBe(true)
  })
})

describe('parameters in a log', () => {
  /** FMT of itself and of PARM, then PARM records, as ArduPilot writes them. */
  const log = (...params: [string, number][]): Uint8Array => {
    const text = (word: string, length: number) => {
      const bytes = new Uint8Array(length)
      bytes.set(new TextEncoder().encode(word))
      return bytes
    }
    const fmt = (type: number, length: number, name: string, format: string, labels: string) => [
      0xa3,
      0x95,
      128,
      type,
      length,
      ...text(name, 4),
      ...text(format, 16),
      ...text(labels, 64),
    ]
    const parm = ([name, value]: [string, number]) => {
      const number = new DataView(new ArrayBuffer(8))
      number.setFloat32(0, value, true)
      return [0xa3, 0x95, 64, ...new Uint8Array(8), ...text(name, 16), ...new Uint8Array(number.buffer)]
    }
    return Uint8Array.from([
      ...fmt(128, 89, 'FMT', 'BBnNZ', 'Type,Length,Name,Format,Columns'),
      ...fmt(64, 35, 'PARM', 'QNff', 'TimeUS,Name,Value,Default'),
      ...params.flatMap(parm),
    ])
  }

  it('are read, the last value of each', () => {
    const { value } = paramsOfDataflash(log(['RTL_ALT', 6000], ['FENCE_ENABLE', 1], ['RTL_ALT', 4500]))
    expect(value).toEqual({ RTL_ALT: 4500, FENCE_ENABLE: 1 })
  })

  it('are nothing in bytes that are no log, cut or damaged anywhere', () => {
    expect(paramsOfDataflash(new Uint8Array(500)).notes).toMatchObject([{ code: 'params_none' }])
    const whole = log(['RTL_ALT', 6000], ['FENCE_ENABLE', 1])
    for (let end = 0; end < whole.length; end += 7) {
      const damaged = whole.slice(0, end)
      if (damaged.length > 100) damaged[97] = 0
      expect(paramsOfDataflash(damaged).notes.length).toBeLessThanOrEqual(1)
    }
  })
})
