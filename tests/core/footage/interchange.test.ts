import { describe, expect, it } from 'vitest'
import type { Footage } from '../../../src/core/footage/footage.ts'
import { fmvCsv, mfJson } from '../../../src/core/footage/interchange.ts'
import { viewsOf } from '../../../src/core/footage/view/footageViews.ts'

const beginMs = Date.UTC(2026, 4, 20, 2, 15, 30)
const footage: Footage = {
  id: '0190aaaa-0000-7000-8000-000000000779',
  sha256: 'c'.repeat(64),
  sizeBytes: 1,
  fileName: 'DJI_0001.MP4',
  mimeType: 'video/mp4',
  kind: 'clip',
  flightId: null,
  takenAt: { raw: '', source: 'utc', assumedZone: null, utcMs: beginMs },
  placement: null,
  device: '',
  widthPx: 3840,
  heightPx: 2160,
  lens: { hfovDeg: 70, vfovDeg: 45 },
  importedAtMs: 0,
  durationS: 3,
  seconds: [
    [0, 41.77, 109.97, 60, 90, -45],
    [1, 41.7701, 109.9702, 61, null, null],
    [2, 41.7702, 109.9704, 62, 270, -30.5],
  ],
}
const clip = (homeAmslM: number | null) => ({ footage, views: viewsOf(footage, []), homeAmslM })
const table = (text: string) => {
  const [head, ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries((head ?? []).map((name, i) => [name, row[i]])))
}

describe("a clip for other programs' maps", () => {
  it('is a line a second in the names of MISB, unknown directions left out', () => {
    const rows = table(fmvCsv(clip(1600)))
    expect(rows).toHaveLength(3)
    expect(rows[0]).toEqual({
      'Precision Time Stamp': String(beginMs * 1000),
      'Sensor Latitude': '41.7700000',
      'Sensor Longitude': '109.9700000',
      'Sensor True Altitude': '1660.00',
      'Platform Heading Angle': '90.00',
      'Platform Pitch Angle': '0',
      'Platform Roll Angle': '0',
      'Sensor Relative Azimuth Angle': '0',
      'Sensor Relative Elevation Angle': '-45.00',
      'Sensor Relative Roll Angle': '0',
      'Sensor Horizontal Field of View': '70.00',
      'Sensor Vertical Field of View': '45.00',
    })
    expect(Number(rows[1]?.['Precision Time Stamp']) - Number(rows[0]?.['Precision Time Stamp'])).toBe(
      1_000_000,
    )
    expect(rows[1]).toMatchObject({ 'Platform Heading Angle': '', 'Sensor Relative Elevation Angle': '' })
    // Heights over take-off are no heights above the sea.
    expect(table(fmvCsv(clip(null)))[0]).toMatchObject({ 'Sensor True Altitude': '' })
  })

  it('is a moving point with as many places as times', () => {
    const made = JSON.parse(mfJson(clip(1600))) as {
      temporalGeometry: { type: string; datetimes: string[]; coordinates: number[][] }
      temporalProperties: { datetimes: string[]; heading?: { values: number[] } }[]
    }
    expect(made.temporalGeometry).toMatchObject({
      type: 'MovingPoint',
      datetimes: ['2026-05-20T02:15:30.000Z', '2026-05-20T02:15:31.000Z', '2026-05-20T02:15:32.000Z'],
    })
    expect(made.temporalGeometry.coordinates[2]).toEqual([109.9704, 41.7702, 1662])
    expect(made.temporalProperties[0]?.datetimes).toHaveLength(2)
    expect(made.temporalProperties[0]?.heading?.values).toEqual([90, 270])
  })
})
