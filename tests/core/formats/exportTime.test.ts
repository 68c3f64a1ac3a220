import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { EXPORT_FORMATS } from '../../../src/core/formats/formats.ts'
import type { FormatInput } from '../../../src/core/formats/formatInput.ts'
import { zipDate, zipTime } from '../../../src/core/formats/zipWrite.ts'
import { CAMERAS } from '../../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../../src/core/mission/vehicles.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { writeFormat } from '../../../src/core/formats/writeFormat.ts'
import { aMission, EXPORTED_AT_MS } from '../../builders/mission.ts'
import { aSurvey } from '../../builders/patterns.ts'

const dji = VEHICLES.find(({ id }) => id === 'dji-m3e')
const inputOf = (exportedAtMs: number): FormatInput => {
  const spacing = { by: 'camera', overlap: 0.8, sidelap: 0.7 } as const
  const mission = aMission({
    ...(dji ? { vehicle: dji } : {}),
    camera: CAMERAS[0] ?? null,
    patterns: [{ ...aSurvey(), spacing, photo: { by: 'distance', everyM: 10 } }],
    plannedAtMs: null,
  })
  const route = plan({ mission, sites: [] })
  return { mission, sites: [], route, releases: [], revision: 'e'.repeat(64), exportedAtMs }
}
/** The words for date and time in the first header of a ZIP. */
const headerOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { time: view.getUint16(10, true), date: view.getUint16(12, true) }
}

describe('the time of an export', () => {
  it.each(['dji-wpml', 'dji-mapping', 'dji-fly'] as const)(
    'stands in a %s as creation and update',
    (format) => {
      const { bytes, problem } = writeFormat(format, inputOf(EXPORTED_AT_MS))
      expect(problem).toBeNull()
      const template = new TextDecoder().decode(unzipSync(bytes)['wpmz/template.kml'])
      for (const name of ['createTime', 'updateTime'])
        expect(template).toContain(`<wpml:${name}>${EXPORTED_AT_MS}</wpml:${name}>`)
    },
  )

  it('dates every file of a ZIP, in UTC on any machine, within the years that a ZIP can hold', () => {
    for (const format of ['dji-wpml', 'dji-fly', 'application-docx'] as const)
      expect(headerOf(writeFormat(format, inputOf(EXPORTED_AT_MS)).bytes)).toEqual(zipTime(EXPORTED_AT_MS))
    expect(zipTime(Date.UTC(2026, 10, 27, 6, 30))).toEqual({
      time: (6 << 11) | (30 << 5),
      date: (46 << 9) | (11 << 5) | 27,
    })
    for (const atMs of [0, -1e12, 9e15]) {
      expect(zipDate(atMs).getFullYear()).toBeGreaterThanOrEqual(1980)
      expect(zipDate(atMs).getFullYear()).toBeLessThanOrEqual(2099)
    }
  })

  it('is all that differs between two exports of one mission, and no format has a clock of its own', () => {
    for (const format of EXPORT_FORMATS) {
      const first = writeFormat(format, inputOf(EXPORTED_AT_MS)).bytes
      expect(writeFormat(format, inputOf(EXPORTED_AT_MS)).bytes).toEqual(first)
    }
  })
})
