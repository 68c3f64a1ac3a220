import { expect, test } from 'vitest'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { withVehicle } from '../../../src/core/mission/payloads.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { applyFix } from '../../../src/core/safety/applyFix.ts'
import { judge } from '../../../src/core/safety/judge.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aMission, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place } from '../../builders/site.ts'

const vehicle = (id: string): Mission['vehicle'] =>
  VEHICLES.find((row) => row.id === id) ?? expect.unreachable(id)
const camera = (id: string) => CAMERAS.find((row) => row.id === id) ?? expect.unreachable(id)

const saidOf = (mission: Mission) =>
  judge({
    mission,
    sites: [aSite()],
    route: plan({ mission, sites: [aSite()] }),
    nowMs: NOW_MS,
  }).items.filter(({ rule }) => rule === 'camera.carried')
const flown = (id: string, cameraId: string | null): Mission =>
  aMission({
    vehicle: vehicle(id),
    camera: cameraId === null ? null : camera(cameraId),
    patterns: [waypoints([place(10, 10), place(60, 10)], 60)],
  })

test('an M30T with the camera of an M3E is told, in words of both languages, and its own camera mends it', () => {
  const mission = flown('dji-m30t', 'm3e-wide')
  const [item, ...more] = saidOf(mission)
  expect(more).toEqual([])
  expect(item).toMatchObject({ severity: 'warning', code: 'camera_not_carried' })
  expect(wordsOf('zh', 'check', item?.code ?? '', item?.params)).toMatch(/^“DJI 经纬 M30T”不带“DJI M3E 广角”/)
  expect(wordsOf('en', 'check', item?.code ?? '', item?.params)).toMatch(
    /^DJI Matrice 30T does not carry the camera DJI M3E wide:/,
  )
  const [fix] = item?.fixes ?? []
  expect(wordsOf('en', 'fix', fix?.code ?? '', fix?.params)).toBe('Take DJI M30, M30T wide')
  const mended = fix && applyFix(mission, fix)
  expect(mended?.camera?.id).toBe('m30-wide')
  expect(mended && saidOf(mended)).toEqual([])
})

test('a payload that the file names and the camera is not of is told, and the camera brings its own', () => {
  const mission = { ...flown('dji-m350-h20t', 'p1-35') }
  const [item] = saidOf(mission)
  expect(item).toMatchObject({ code: 'payload_differs', params: { number: 43 } })
  const [fix] = item?.fixes ?? []
  const mended = fix && applyFix(mission, fix)
  expect(mended).toMatchObject({ camera: { id: 'p1-35' }, vehicle: { dji: { payload: 50 } } })
  expect(mended && saidOf(mended)).toEqual([])
})

test('nothing is told of what goes together, of no camera, and of what nobody knows', () => {
  expect(saidOf(withVehicle(flown('dji-m3e', 'm3e-wide'), vehicle('dji-m30t')))).toEqual([])
  expect(saidOf(flown('dji-m30t', null))).toEqual([])
  const own = flown('dji-m30t', 'm3e-wide')
  expect(saidOf({ ...own, camera: { ...camera('m3e-wide'), id: 'mine' } })).toEqual([])
})
