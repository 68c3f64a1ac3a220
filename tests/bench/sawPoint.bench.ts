/** What saw this point, among a million views over seven sites. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FootageView } from '../../src/core/footage/view/footageViews.ts'
import { sawPoint } from '../../src/core/footage/view/sawPoint.ts'
import { frameAt } from '../../src/core/geo/frame.ts'
import { writing } from '../../src/store/connection.ts'
import { viewsNear, putViews } from '../../src/store/footageViews.ts'
import { openWorkspace } from '../../src/store/workspace.ts'
import { type BenchRow, medianMs } from './row.ts'

const VIEWS = 1_000_000
const PER_CLIP = 500
const SITES = 7
/** A site of 500 m, seen from 60 m, camera half down. */
const SITE_M = 500
const LENS = { hfovDeg: 73.7, vfovDeg: 58.7 }
const LIMIT_MS = 10

/** Back and forth over the site at 8 m/s, lanes 40 m apart. */
function onLane(second: number, phase: number): { x: number; y: number } {
  const metres = (second + phase) * 8
  const lane = Math.floor(metres / SITE_M)
  const along = metres % SITE_M
  return { x: lane % 2 === 0 ? along : SITE_M - along, y: (lane * 40 + phase) % SITE_M }
}

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-views-'))
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const { db } = opened.value
  let state = 1
  const random = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const frames = Array.from({ length: SITES }, (_, i) =>
    frameAt({ lat: 41.7 + i * 0.02, lon: 109.9 + i * 0.03 }),
  )
  writing(db, (tx) => {
    for (let clip = 0; clip < VIEWS / PER_CLIP; clip++) {
      const frame = frames[clip % SITES] as (typeof frames)[number]
      const [phase, heading, pitch] = [Math.floor(random() * PER_CLIP), random() * 360, -90 + random() * 30]
      const views = Array.from(
        { length: PER_CLIP },
        (_, s): FootageView => ({
          footageId: `clip-${clip}`,
          flightId: `flight-${clip >> 2}`,
          takenAtMs: 1e12 + clip * 1e6,
          widthPx: 3840,
          momentS: s,
          view: {
            at: frame.toLatLon(onLane(s, phase)),
            heightM: 60,
            headingDeg: heading,
            pitchDeg: pitch,
            lens: LENS,
          },
          assumed: [],
          ground: null,
        }),
      )
      putViews(tx, { id: `clip-${clip}`, version: 'v', flightVersion: 'v', digest: '', over: null }, views)
    }
  })
  let found = 0
  const figure = await medianMs(25, () => {
    const frame = frames[Math.floor(random() * SITES)] as (typeof frames)[number]
    const place = frame.toLatLon({ x: random() * SITE_M, y: random() * SITE_M })
    found = sawPoint(viewsNear(db, place), place, [0]).length
  })
  opened.value.close()
  fs.rmSync(dir, { recursive: true, force: true })
  return [
    {
      what: 'what saw this point',
      on: `${VIEWS.toLocaleString('en')} views over ${SITES} sites, ${found} stretches found`,
      figure,
      unit: 'ms',
      peer: 'limit',
      peerFigure: LIMIT_MS,
    },
  ]
}
