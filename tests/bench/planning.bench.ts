/**
 * Surveys of the areas in `../shared/fixtures/areas`, where that folder is beside the checkout, and of the demo's
 * missions: lane length, time and covered share of the plan, and how long planning took.
 */
import fs from 'node:fs'
import path from 'node:path'
import { frameAt } from '../../src/core/geo/frame.ts'
import { signedArea } from '../../src/core/geo/polygon.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import { MissionFile } from '../../src/core/mission/missionFile.ts'
import { plan } from '../../src/core/route/plan.ts'
import { type BenchRow, medianMs } from './row.ts'
import { allKnown, knownS } from './search/bestKnown.ts'
import { laneOrders, orderS, surveyOf } from './search/laneOrder.ts'
import { bestSingleDirectionS, lowerBoundS, plainTimeS } from './singleDirection.ts'

const areas = path.resolve(import.meta.dirname, '../../../shared/fixtures/areas')
const demo = path.resolve(import.meta.dirname, '../../missions/demo/missions')

type Area = { rings: LatLon[][]; spacingM: number }

export async function rows(): Promise<BenchRow[]> {
  const measured: BenchRow[] = []
  const files = fs.existsSync(areas) ? fs.readdirSync(areas).sort() : []
  for (const file of files) {
    const name = path.basename(file, '.geojson')
    measured.push(...(await surveyRows(name, readArea(path.join(areas, file)))))
  }
  for (const file of fs.readdirSync(demo).sort()) {
    const { mission, sites } = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(demo, file), 'utf8')))
    measured.push({
      what: 'planning time',
      on: mission.name.en,
      figure: await medianMs(5, () => plan({ mission, sites })),
      unit: 'ms',
      peer: 'aim',
      peerFigure: 100,
    })
  }
  const known = allKnown()
  for (const task of laneOrders())
    measured.push({
      what: 'survey time, lanes and the ways between',
      on: task.name,
      figure: orderS(task, task.planned),
      unit: 's',
      peer: 'best known order of these lanes',
      peerFigure: knownS(task, known),
    })
  return measured
}

function readArea(file: string): Area {
  const feature = JSON.parse(fs.readFileSync(file, 'utf8')).features[0]
  const rings: [number, number][][] = feature.geometry.coordinates
  return {
    rings: rings.map((ring) => ring.slice(0, -1).map(([lon, lat]) => ({ lat, lon }))),
    spacingM: feature.properties.spacing_m,
  }
}

async function surveyRows(name: string, { rings, spacingM }: Area): Promise<BenchRow[]> {
  const mission = surveyOf(rings, spacingM)
  const route = plan({ mission, sites: [] })
  const { figures } = route
  const timeS = plainTimeS(route)
  const took = await medianMs(3, () => plan({ mission, sites: [] }))
  const frame = frameAt(mission.home)
  const areaM2 = rings.reduce(
    (sum, ring, i) =>
      sum + (i === 0 ? 1 : -1) * Math.abs(signedArea(ring.map((corner) => frame.toLocal(corner)))),
    0,
  )
  const row = (what: string, figure: number, unit: string, peer: string, peerFigure: number): BenchRow => ({
    what,
    on: name,
    figure,
    unit,
    peer,
    peerFigure,
  })
  return [
    row('survey lanes', figures.laneLengthM, 'm', 'area ÷ spacing', areaM2 / spacingM),
    row('survey transits', figures.transitLengthM, 'm', 'lanes', figures.laneLengthM),
    row('survey time', timeS, 's', 'best single direction', bestSingleDirectionS(rings, spacingM)),
    row('survey time', timeS, 's', 'lower bound', lowerBoundS(areaM2, spacingM)),
    row('survey covered', figures.coverageShare * 100, '%', 'aim', 99.5),
    row('survey outside the fence', figures.outsideM, 'm', 'aim 0', 0),
    row('planning time', took, 'ms', 'aim', name.startsWith('yard') ? 1000 : 100),
  ]
}
