import { describe, expect, it } from 'vitest'
import { compareRoutes } from '../../../src/core/formats/compareRoutes.ts'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { importMission } from '../../../src/core/formats/importMission.ts'
import type { ImportedMission } from '../../../src/core/formats/importedMission.ts'
import { writeDjiWpml } from '../../../src/core/formats/wpml.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { missionFrom } from '../../../src/core/formats/importedMission.ts'
import { writeQgcPlan } from '../../../src/core/formats/qgcPlan.ts'
import { compareExport } from '../../../src/services/mission/compareExport.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { DEFAULT_VEHICLE, VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { EXPORTED_AT_MS, aMission, aPolygonZone, waypoints } from '../../builders/mission.ts'
import { box, place } from '../../builders/site.ts'

const dji = VEHICLES.find(({ id }) => id === 'dji-m3e')
if (!dji) throw new Error('there is a DJI row')
const mission = (over: Partial<Mission> = {}): Mission =>
  aMission({
    vehicle: dji,
    camera: CAMERAS[0] ?? null,
    patterns: [waypoints([place(50, 50), place(150, 50), place(150, 150)], 60)],
    fence: [aPolygonZone(box(-300, -300, 500, 500))],
    ...over,
  })
/** What comes back from a controller that was given a mission. */
const returned = (doc: Mission): ImportedMission => {
  const input: FormatInput = {
    mission: doc,
    sites: [],
    route: plan({ mission: doc, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: '',
  }
  const { value } = importMission(writeDjiWpml(input).content as Uint8Array, 'r.kmz')
  if (!value) throw new Error('unreadable')
  return value
}
const against = (doc: Mission) =>
  compareRoutes(returned(mission()), returned(doc)).map(({ what, waypoint }) => `${what} ${waypoint ?? '-'}`)

describe('a route that a controller gave back', () => {
  it('is the same when nobody touched it', () => {
    expect(against(mission())).toEqual([])
  })

  it('differs by what was changed, and where', () => {
    const with60 = [place(50, 50), place(150, 50), place(150, 150)]
    expect(
      against(mission({ patterns: [waypoints([place(50, 50), place(150, 50.5), place(150, 150)], 60)] })),
    ).toEqual(['place 3'])
    expect(against(mission({ patterns: [waypoints(with60, 62)], transitHeightM: 60 }))).toEqual(
      expect.arrayContaining(['height 1', 'height 2', 'height 3']),
    )
    expect(against(mission({ patterns: [waypoints(with60, 60, { speedMS: 5 })] }))).toContain('speed 1')
    expect(against(mission({ patterns: [waypoints(with60.slice(0, 2), 60)] }))).toContain('count -')
    const { contingency } = mission()
    expect(against(mission({ contingency: { ...contingency, atEnd: 'land' } }))).toEqual(['atEnd -'])
  })
})

describe('a mission that was read from a vehicle', () => {
  const input = (doc: Mission): FormatInput => ({
    mission: doc,
    sites: [],
    route: plan({ mission: doc, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: '',
  })
  const copter = mission({
    vehicle: DEFAULT_VEHICLE,
    rallyPoints: [{ id: 'r', ...place(20, 20), heightM: 40 }],
  })
  /** What `sortie download` makes of the items that a vehicle holds. */
  const held = (doc: Mission) => {
    const read = importMission(
      new TextEncoder().encode(String(writeQgcPlan(input(doc)).content)),
      'held.plan',
    )
    if (!read.value) throw new Error('unreadable')
    const { fence, rallyPoints } = doc
    const file = { format: 'sortie-mission', version: 1, sites: [], releases: [] }
    const own = { ...missionFrom(read.value, aMission({})), fence, rallyPoints }
    return new TextEncoder().encode(JSON.stringify({ ...file, mission: own }))
  }
  const found = (bytes: Uint8Array) => {
    const compared = compareExport(input(copter), bytes, 'held.json')
    if (!compared.ok) throw new Error(compared.code)
    return compared.value.differences.map(({ what, waypoint }) => `${what} ${waypoint ?? '-'}`)
  }

  it('is the same when it is, and differs by route, fence and rally points', () => {
    expect(found(held(copter))).toEqual([])
    const moved = [place(50, 50), place(150, 51), place(150, 150)]
    expect(found(held({ ...copter, patterns: [waypoints(moved, 60)] }))).toEqual(['place 3'])
    expect(found(held({ ...copter, fence: [aPolygonZone(box(-300, -300, 500, 501))] }))).toEqual(['fence -'])
    expect(found(held({ ...copter, rallyPoints: [] }))).toEqual(['rally -'])
  })
})
