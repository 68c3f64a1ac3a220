/** Matching a card over the demo workspace: real files, real database, real threads. */
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Flight } from '../../../src/core/flight/flight.ts'
import { callsOver, demoServices, type ScratchServices } from '../../builders/services.ts'
import { aSrt, aTlog, type Fix, tlogFeedback } from '../../builders/logs.ts'
import { aPhotoFile } from '../../builders/photoFile.ts'
import { anId } from '../../builders/enterprise.ts'

const root = path.resolve(import.meta.dirname, '../../..')
/** The demo's flight begins then. */
const FLIGHT_MS = Date.UTC(2026, 4, 20, 2, 15)
const DAY_MS = 24 * 3_600_000
let host: ScratchServices
let demo: Flight

const ok = callsOver(() => host)
/** The demo's track, so many days later and so far north. */
const flown = (days: number, northDeg = 0): Fix[] =>
  demo.track.map(({ atMs, lat, lon, heightM }) => ({
    atMs: atMs + days * DAY_MS,
    lat: lat + northDeg,
    lon,
    heightM: heightM ?? 0,
  }))

beforeAll(async () => {
  host = await demoServices()
  const [flight] = (await ok('flight.list', { siteId: null })).rows
  if (!flight) throw new Error('no flight')
  demo = (await ok('flight.get', { id: flight.id })).doc
})
afterAll(() => host.close())

describe('a card', () => {
  it('whose log is of a flight that is not recorded proposes it, over its site and of the mission whose route it is', async () => {
    const fixes = flown(3)
    const shots = [30, 60, 90].map((s) => fixes[s] as Fix)
    const log = host.given('new.tlog', Buffer.concat([aTlog(fixes), tlogFeedback(shots)]))
    const photo = host.given('new.JPG', aPhotoFile(FLIGHT_MS + 3 * DAY_MS + 30_000, 1))
    const { matches, proposals } = await ok('footage.match', { files: [photo, log] })
    const [proposal] = proposals
    if (!proposal) throw new Error('no proposal')
    expect(proposals).toHaveLength(1)
    expect(proposal.files).toEqual([log])
    expect(proposal.flight).toMatchObject({
      missionId: demo.missionId,
      siteIds: demo.siteIds,
      takeoffAtMs: fixes[0]?.atMs,
      landedAtMs: fixes.at(-1)?.atMs,
    })
    expect(proposal.missions.length).toBeGreaterThan(1)
    expect(proposal.missions[0]?.id).toBe(demo.missionId)
    for (const match of matches)
      expect(match).toMatchObject({
        why: 'new',
        flightId: null,
        suggestedId: proposal.flight.id,
        candidates: [],
      })
    // Put as it is, and brought, it is a flight with its track and the log's pictures; asked again, all is certain.
    await ok('flight.put', { base: null, doc: proposal.flight })
    await ok('footage.ingest', { files: [log, photo], flightId: proposal.flight.id })
    const { doc } = await ok('flight.get', { id: proposal.flight.id })
    expect(doc.track).toHaveLength(fixes.length)
    expect(doc.shots).toHaveLength(3)
    const again = await ok('footage.match', { files: [photo, log] })
    expect(again.proposals).toEqual([])
    expect(again.matches.map(({ flightId, why }) => [flightId, why])).toEqual([
      [proposal.flight.id, 'time'],
      [proposal.flight.id, 'timeAndPlace'],
    ])
  })

  it('of two flights at one time is told apart by place, and what was elsewhere is asked about', async () => {
    const far = {
      ...demo,
      id: anId(950),
      logIds: [],
      siteIds: [],
      missionId: null,
      missionRevision: null,
      track: demo.track.map((point) => ({ ...point, lat: point.lat + 0.1 })),
    }
    await ok('flight.put', { base: null, doc: far })
    const files = [
      host.given('here.tlog', aTlog(flown(0))),
      host.given('there.tlog', aTlog(flown(0, 0.1))),
      host.given('nowhere.JPG', aPhotoFile(FLIGHT_MS + 20_000, 2)),
      host.given('between.tlog', aTlog(flown(0, 0.05))),
      host.given('eight.SRT', aSrt(flown(1 / 3))),
    ]
    const { matches } = await ok('footage.match', { files })
    expect(
      matches.map(({ flightId, why, suggestedId, hours }) => [flightId, why, suggestedId, hours]),
    ).toEqual([
      [demo.id, 'timeAndPlace', demo.id, 0],
      [far.id, 'timeAndPlace', far.id, 0],
      [null, 'several', null, 0],
      [null, 'several', null, 0],
      [null, 'hours', demo.id, 8],
    ])
    const { version } = await ok('flight.get', { id: far.id })
    await ok('actor.set', { name: '顾砚之', role: 'supervisor' })
    await ok('flight.remove', { id: far.id, base: version })
    const [elsewhere] = (await ok('footage.match', { files: [files[3] ?? ''] })).matches
    expect(elsewhere).toMatchObject({ flightId: null, why: 'new' })
  })

  it('keeps the zone that was chosen for its camera beside the time as it is written', async () => {
    const ref = host.given('utc.JPG', aPhotoFile(FLIGHT_MS + 40_000 - 8 * 3_600_000, 3))
    const zones = [{ device: 'DJI M9T', zone: 'UTC' }]
    const [asked] = (await ok('footage.match', { files: [ref] })).matches
    expect(asked).toMatchObject({ why: 'hours', hours: -8, device: 'DJI M9T', assumedZone: 'Asia/Shanghai' })
    const [match] = (await ok('footage.match', { files: [ref], zones })).matches
    expect(match).toMatchObject({ flightId: demo.id, assumedZone: 'UTC', startMs: FLIGHT_MS + 40_000 })
    const { footage } = await ok('footage.ingest', { files: [ref], flightId: demo.id, zones })
    expect(footage[0]?.doc.takenAt).toMatchObject({
      raw: '2026:05:20 02:15:40',
      assumedZone: 'UTC',
      utcMs: FLIGHT_MS + 40_000,
    })
    expect(footage[0]?.doc.placement?.by).toBe('track')
  })

  it('refuses a zone that is none', async () => {
    const ref = host.given('zone.JPG', aPhotoFile(FLIGHT_MS, 4))
    const answer = await host.call('footage.match', { files: [ref], zones: [{ device: 'x', zone: 'Mars' }] })
    expect(answer.ok).toBe(false)
  })
})

describe('photos whose own place is not where the flight was at their time', () => {
  it('are told at import, once a camera', async () => {
    // The demo's photo knows its place and its UTC: beside a flight that was half a minute behind, it is far off.
    const late = {
      ...demo,
      id: anId(951),
      logIds: [],
      track: demo.track.map((point) => ({ ...point, atMs: point.atMs + 30_000 })),
    }
    await ok('flight.put', { base: null, doc: late })
    const own = fs.readFileSync(path.join(root, 'missions/demo/footage/DJI_20260520101530_0001_V.JPG'))
    const ref = host.given('apart.JPG', Buffer.concat([own, Buffer.from([0, 9])]))
    const { notes } = await ok('footage.ingest', { files: [ref], flightId: late.id })
    const [apart, ...others] = notes.filter(({ code }) => code === 'apart_from_track')
    expect(others).toEqual([])
    expect(apart).toMatchObject({ severity: 'warning', params: { count: 1 } })
    expect(Number(apart?.params['metres'])).toBeGreaterThan(100)
  })
})
