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
  const made = sortie.run(
    'plan',
    '--area',
    area,
    '--pattern',
    'perimeter',
    '--authorisation',
    approval,
    '--out',
    'm.json',
  )
  if (made.status !== 0) throw new Error(made.err)
})
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
      const sent = await talk('upload', 'm.json', '--link', mock.link, '--record', log, '--json')
      expect(sent.err).not.toMatch(/undefined|\{/)
      expect(sent.status).toBe(0)
      expect(JSON.parse(sent.out)).toMatchObject({ opaqueIds: { mission: 4711 } })
      const got = await talk('download', '--link', mock.link, '--out', 'held.json')
      expect(got).toMatchObject({ status: 0 })
      const planned = sortie.json<Items>('route', 'm.json', '--json')
      const held = sortie.json<Items>('route', 'held.json', '--json')
      expect(held.items.map(place)).toEqual(planned.items.map(place))
      // The fence travelled with it: each of its corners is an item of the fence.
      const mission = JSON.parse(fs.readFileSync(path.join(sortie.dir, 'm.json'), 'utf8')) as {
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
    60_000,
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
  }, 60_000)

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
      err: expect.stringContaining('no_space'),
    })
    const other = await meet({ firmware: 'px4', system: 9 })
    expect(await talk('upload', 'm.json', '--link', other.link, '--system', '3')).toMatchObject({
      status: 2,
      err: expect.stringContaining('9'),
    })
  }, 60_000)
})
