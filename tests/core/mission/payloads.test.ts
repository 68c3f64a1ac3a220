import { describe, expect, it, test } from 'vitest'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { photoFootprint } from '../../../src/core/mission/footprint.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import {
  camerasOf,
  lensOf,
  mismatchOf,
  payloadOf,
  payloadsOf,
  usualCamera,
  withCamera,
  withPayload,
  withVehicle,
} from '../../../src/core/mission/payloads.ts'
import { choiceOf, ofType, weakestOf, withChoice, withCraft } from '../../../src/core/mission/rig.ts'
import { Camera, Vehicle } from '../../../src/core/mission/vehicle.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { aMission, aVehicle } from '../../builders/mission.ts'
import { aBattery, aCraft } from '../../builders/permit.ts'
import { anId } from '../../builders/enterprise.ts'
import { aSite } from '../../builders/site.ts'

const vehicle = (id: string): Mission['vehicle'] =>
  VEHICLES.find((row) => row.id === id) ?? expect.unreachable(id)
const camera = (id: string) => CAMERAS.find((row) => row.id === id) ?? expect.unreachable(id)

describe('the tables', () => {
  test.each(VEHICLES)('$id fits its schema', (row) => {
    expect(Vehicle.parse(row)).toEqual(row)
  })
  test.each(CAMERAS)('$id fits its schema, and sees what a lens of its kind sees', (row) => {
    expect(Camera.parse(row)).toEqual(row)
    const { acrossM, alongM } = photoFootprint(row, 100)
    // From 200 m of a view of 98° across to 10 m of one of 6°.
    expect(acrossM).toBeGreaterThan(10)
    expect(acrossM).toBeLessThan(200)
    expect(acrossM / alongM).toBeGreaterThan(1.2)
    expect(acrossM / alongM).toBeLessThan(1.51)
  })
  test('each id is there once, and every DJI and Autel aircraft says what it carries', () => {
    for (const rows of [VEHICLES, CAMERAS]) expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    for (const row of VEHICLES)
      expect(payloadsOf(row) !== null, row.id).toBe(row.firmware === 'dji' || row.firmware === 'autel')
  })
  test('every lens that is carried is a camera of the table, and the row has the number of the usual payload', () => {
    for (const row of VEHICLES)
      for (const [i, payload] of (payloadsOf(row) ?? []).entries()) {
        expect(payload.lenses.map(([id]) => CAMERAS.some((one) => one.id === id))).not.toContain(false)
        if (i === 0 && row.dji) expect(row.dji.payload).toBe(payload.number)
      }
  })
  // Ground resolution at 90 m as the makers' own planners show it, cm.
  test.each([
    ['dji-m30t', 3.2],
    ['dji-m3e', 2.4],
    ['dji-m4e', 2.5],
    ['dji-m3t', 3.2],
    ['dji-m350-h20t', 3.2],
  ])('%s looks down from 90 m with %f cm', (id, cm) => {
    const usual = usualCamera(vehicle(id))
    expect(usual && photoFootprint(usual, 90).gsdM * 100).toBeCloseTo(cm, 0.9)
  })
})

describe('an aircraft brings its payload', () => {
  const base = aMission({ vehicle: vehicle('dji-m3e'), camera: camera('m3e-wide') })

  it('a new mission looks with the camera of its aircraft', () => {
    const of = (id: string) =>
      newMission({ id: anId(1), name: { zh: '', en: '' }, sites: [aSite()], vehicle: vehicle(id) }).camera?.id
    expect(of('dji-m30t')).toBe('m30-wide')
    expect(of('dji-mini-4-pro')).toBe('mini4pro-wide')
    expect(of('ardupilot-quad')).toBe('one-inch-20mp')
  })

  it('another aircraft changes the camera, unless it carries the same one', () => {
    expect(withVehicle(base, vehicle('dji-m30t')).camera?.id).toBe('m30-wide')
    const zoomed = { ...base, vehicle: vehicle('dji-m30t'), camera: camera('m30-zoom') }
    expect(withVehicle(zoomed, vehicle('dji-m30')).camera?.id).toBe('m30-zoom')
    // One's own camera is known to nobody else, and stays.
    const own = { ...base, camera: { ...camera('m3e-wide'), id: 'mine' } }
    expect(withVehicle(own, vehicle('dji-m30t')).camera?.id).toBe('mine')
  })

  it('offers only what the aircraft carries, and an aircraft of one’s own what any may', () => {
    expect(camerasOf(vehicle('dji-m30t')).map(({ id }) => id)).toEqual([
      'm30-wide',
      'm30-zoom',
      'm30t-thermal',
    ])
    expect(camerasOf(vehicle('px4-quad')).map(({ id }) => id)).toEqual(['one-inch-20mp', 'small-12mp'])
    expect(camerasOf(aVehicle()).length).toBe(2)
  })

  it('a payload of the M350 has its number and lenses, and a camera takes its payload along', () => {
    const m350 = withVehicle(base, vehicle('dji-m350-h20t'))
    expect(m350.camera?.id).toBe('h20-wide')
    const mapping = withPayload(m350, 'p1')
    expect(mapping).toMatchObject({ camera: { id: 'p1-35' }, vehicle: { dji: { payload: 50 } } })
    expect(lensOf(mapping)).toBe('visable')
    const hot = withCamera(mapping, camera('h30t-thermal'))
    expect(payloadOf(hot.vehicle)?.id).toBe('h30t')
    expect(hot.vehicle.dji?.payload).toBe(83)
    expect(lensOf(hot)).toBe('ir')
    // The H20 and the H20T have the same wide lens: the one that hangs there stays.
    expect(withCamera(withPayload(m350, 'h20'), camera('h20-wide')).vehicle.dji?.payload).toBe(42)
    expect(mismatchOf(hot)).toBeNull()
  })
})

describe('what does not go together', () => {
  const of = (id: string, cameraId: string | null) =>
    mismatchOf({ vehicle: vehicle(id), camera: cameraId === null ? null : camera(cameraId) })
  it.each([
    ['dji-m30t', 'm3e-wide', 'camera_not_carried'],
    ['dji-m30', 'm30t-thermal', 'camera_not_carried'],
    ['ardupilot-quad', 'm3e-wide', 'camera_not_carried'],
    ['autel-max-4n', 'evomax-zoom', 'camera_not_carried'],
    ['dji-m350-h20t', 'p1-35', 'payload_differs'],
    ['dji-m30t', 'm30-zoom', null],
    ['dji-mini-4-pro', 'mini4pro-wide', null],
    ['px4-quad', 'small-12mp', null],
    ['dji-m30t', null, null],
  ] as const)('%s with %s: %s', (id, cameraId, says) => {
    expect(of(id, cameraId)).toBe(says)
  })
  it('an aircraft is known by DJI’s numbers where its row is another one by now', () => {
    const copy = { ...vehicle('dji-m30t'), id: 'former' }
    expect(mismatchOf({ vehicle: copy, camera: camera('m3e-wide') })).toBe('camera_not_carried')
  })
})

describe('what was flown with last', () => {
  const rig = { vehicle: vehicle('ardupilot-quad'), camera: camera('one-inch-20mp') }
  const [craft, battery] = [aCraft({ vehicleId: 'dji-m30t' }), aBattery()]

  it('comes back whole', () => {
    const flown = {
      ...withCamera(withPayload(withVehicle(rig, vehicle('dji-m350-h20t')), 'h30t'), camera('h30t-thermal')),
      craftId: craft.id,
      batteryIds: [battery.id],
    }
    const kept = JSON.parse(JSON.stringify(choiceOf(flown)))
    expect(withChoice(rig, kept, [craft.id, battery.id])).toEqual(flown)
  })
  it('names no aircraft or battery that is gone, and anything that cannot be read is nothing', () => {
    const kept = choiceOf({ ...rig, craftId: craft.id, batteryIds: [battery.id] })
    expect(withChoice(rig, kept, [])).toEqual(rig)
    for (const odd of [null, undefined, 'x', {}, { ...kept, vehicleId: 'kite' }])
      expect(withChoice(rig, odd, [])).toEqual(rig)
  })
  it('an aircraft of the register brings its type, and a type sends it away', () => {
    const own = withCraft(rig, craft)
    expect(own).toMatchObject({ craftId: craft.id, vehicle: { id: 'dji-m30t' }, camera: { id: 'm30-wide' } })
    expect(ofType(own, 'dji-m30t')).not.toHaveProperty('craftId')
  })
  it('the weakest battery counts', () => {
    const weak = { ...battery, id: anId(5), health: 0.7 }
    expect(weakestOf([battery.id, weak.id], [battery, weak])).toBe(0.7)
    expect(weakestOf([battery.id], [{ ...battery, health: null }, weak])).toBe(1)
  })
})
