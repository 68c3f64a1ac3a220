import { describe, expect, it, test } from 'vitest'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src/core/formats/formats.ts'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import {
  isFlownBy,
  lostOfSortie,
  placeBelow,
  targetsOf,
  usualFormat,
} from '../../../src/core/formats/targets.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { withVehicle } from '../../../src/core/mission/payloads.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { releaseGate } from '../../../src/core/safety/releaseGate.ts'
import { exported } from '../../../src/services/mission/missionWork.ts'
import { wordsOf } from '../../../src/words/words.ts'
import { aMission, EXPORTED_AT_MS, NOW_MS, waypoints } from '../../builders/mission.ts'
import { aSite, place } from '../../builders/site.ts'

const base = aMission({ patterns: [waypoints([place(0, 0), place(60, 0), place(60, 60)], 60)] })
function inputOf(vehicleId: string, over: Partial<Mission> = {}): FormatInput {
  const vehicle = VEHICLES.find(({ id }) => id === vehicleId) ?? expect.unreachable(vehicleId)
  const mission = withVehicle({ ...base, ...over }, vehicle)
  const sites = [aSite()]
  const route = plan({ mission, sites })
  return { mission, sites, route, releases: [], exportedAtMs: EXPORTED_AT_MS, revision: 'a'.repeat(64) }
}
const sortieOf = (input: FormatInput): ExportFormat[] =>
  targetsOf(input).flatMap(({ format, why, isOfSortie }) => (isOfSortie && !why ? [format] : []))

describe('the format follows the aircraft', () => {
  it.each([
    ['ardupilot-quad', ['qgc-plan', 'wpl', 'wpl-fence', 'wpl-rally', 'sheet']],
    ['px4-quad', ['qgc-plan', 'sheet']],
    ['dji-m30t', ['dji-wpml', 'sheet']],
    ['dji-m350-h20t', ['dji-wpml', 'sheet']],
    ['dji-mini-4-pro', ['dji-fly', 'sheet']],
    ['litchi-quad', ['litchi', 'sheet']],
    ['autel-max-4t', ['kml', 'sheet']],
  ] as const)('%s takes %j', (id, formats) => {
    const rally = [{ id: 'r', ...place(5, 5), heightM: 60 }]
    const input = inputOf(id, { rallyPoints: rally })
    expect(sortieOf(input).toSorted()).toEqual([...formats].toSorted())
    expect(usualFormat(targetsOf(input))).toBe(formats[0])
  })

  test.each(VEHICLES.map(({ id }) => id))(
    '%s: every format is there once; what does not go says why in both languages',
    (id) => {
      const targets = targetsOf(inputOf(id))
      expect(targets.map(({ format }) => format).toSorted()).toEqual([...EXPORT_FORMATS].toSorted())
      for (const { why } of targets.filter((target) => target.why !== null))
        for (const language of ['zh', 'en'] as const)
          expect(wordsOf(language, 'note', why?.code ?? '', why?.params)).not.toMatch(/[{}]|^$/)
      const flight = targets.filter(({ group }) => group === 'flight')
      expect(flight.some(({ why }) => why === null)).toBe(true)
      expect(flight.some(({ why }) => why?.code === 'not_for_aircraft')).toBe(true)
    },
  )

  test('papers and drawings go of any mission', () => {
    for (const { group, why } of targetsOf(inputOf('dji-m30t')))
      if (group === 'paper' || group === 'own' || group === 'map') expect(why).toBeNull()
  })

  test('a fence and rally points that are not there stay away, and hold nothing else back', () => {
    const input = inputOf('ardupilot-quad', { fence: [], rallyPoints: [] })
    expect(sortieOf(input).toSorted()).toEqual(['qgc-plan', 'sheet', 'wpl'])
    const whyOf = (format: ExportFormat) =>
      targetsOf(input).find((target) => target.format === format)?.why?.code
    expect(whyOf('wpl-fence')).toBe('no_fence_to_write')
    expect(whyOf('wpl-rally')).toBe('no_rally_to_write')
  })

  test('what no file of the sortie holds is said once, and not what lies in a file beside', () => {
    const rally = [{ id: 'r', ...place(5, 5), heightM: 60 }]
    const lost = (id: string) =>
      lostOfSortie(targetsOf(inputOf(id, { rallyPoints: rally }))).map(({ code }) => code)
    expect(lost('dji-m30t')).toEqual(['no_fence_on_board', 'rally_not_carried'])
    expect(lost('ardupilot-quad')).not.toContain('fence_not_carried')
    expect(lost('ardupilot-quad')).not.toContain('rally_not_carried')
  })

  test('where a ground station looks in a folder of its own the file lies there', () => {
    expect(placeBelow('qgc-plan', 'a.plan')).toBe('QGroundControl/Missions/a.plan')
    expect(placeBelow('dji-wpml', 'a.kmz')).toBe('a.kmz')
  })
})

describe('what an aircraft flies is held back by errors', () => {
  test('the drawing that an Autel aircraft flies, and no drawing of another aircraft', () => {
    const judged = (id: string) => ({
      mission: { ...inputOf(id).mission, authorisation: null },
      sites: [aSite()],
      surroundings: [],
      permits: null,
      nowMs: NOW_MS,
    })
    const how = { format: 'kml', language: 'zh', known: [], request: null } as const
    expect(isFlownBy('kml', inputOf('autel-max-4t').mission.vehicle)).toBe(true)
    expect(exported(judged('autel-max-4t'), how)).toMatchObject({ ok: false, code: 'unsafe' })
    expect(exported(judged('dji-m30t'), how).ok).toBe(true)
    // An approval needs the route first: there are drawings and papers for that.
    expect(exported(judged('autel-max-4t'), { ...how, format: 'geojson' }).ok).toBe(true)
    expect(
      releaseGate({ ...judged('autel-max-4t'), revision: '', known: [], request: null, isFlyable: true }).ok,
    ).toBe(false)
  })
})
