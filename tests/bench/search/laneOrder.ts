/**
 * The lanes of a planned survey as a task of its own: in which order, and which way each, are they flown in the least time?
 * The rules are the planner's: ways between lanes stay where the vehicle may be, and every lane end is a stop.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { frameAt, type Vec } from '../../../src/core/geo/frame.ts'
import { difference, grow, shrink } from '../../../src/core/geo/offset.ts'
import { distance } from '../../../src/core/geo/polygon.ts'
import { pathFinder } from '../../../src/core/geo/shortestPath.ts'
import { laneSpacingM } from '../../../src/core/mission/footprint.ts'
import { fenceMargin } from '../../../src/core/mission/margin.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { MissionFile } from '../../../src/core/mission/missionFile.ts'
import { newMission } from '../../../src/core/mission/newMission.ts'
import type { Survey } from '../../../src/core/mission/pattern.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'
import { fenceArea } from '../../../src/core/pattern/fenceArea.ts'
import { stopToStopS } from '../../../src/core/pattern/speedProfile.ts'
import { plan } from '../../../src/core/route/plan.ts'
import type { Site } from '../../../src/core/site/site.ts'

const AREAS = path.resolve(import.meta.dirname, '../../../../shared/fixtures/areas')
const DEMO = path.resolve(import.meta.dirname, '../../../missions/demo/missions')
/** Planning keeps this much inside the fence's margin, m; without a fence lanes may run so far past the area, m. */
const INSIDE_M = 0.05
const UNFENCED_M = 200
/** A place that two lanes share is known by its ends lying so near, m. */
const SHARED_M = 0.05

/** Lane k is entered at end 2k or 2k + 1 and left at the other; `betweenS` of two ends, row by row. */
export type LaneOrder = {
  readonly name: string
  readonly lanes: number
  readonly lanesS: number
  readonly betweenS: Float64Array
  /** Entry ends in the planner's order. */
  readonly planned: readonly number[]
  /** Says which lanes these are: an order is of these and no others. */
  readonly fingerprint: string
}

/** Seconds from the first lane's entry to the last one's exit. */
export function orderS({ betweenS, lanes, lanesS }: LaneOrder, entries: readonly number[]): number {
  let seconds = lanesS
  for (let i = 1; i < entries.length; i++)
    seconds += betweenS[((entries[i - 1] as number) ^ 1) * 2 * lanes + (entries[i] as number)] as number
  return seconds
}

/** The surveys that the planner is measured on: the areas beside the checkout, where they are, and the demo's. */
export function* laneOrders(): Generator<LaneOrder> {
  for (const file of fs.existsSync(AREAS) ? fs.readdirSync(AREAS).sort() : []) {
    const feature = JSON.parse(fs.readFileSync(path.join(AREAS, file), 'utf8')).features[0]
    const rings = (feature.geometry.coordinates as [number, number][][]).map((ring) =>
      ring.slice(0, -1).map(([lon, lat]): LatLon => ({ lat, lon })),
    )
    const mission = surveyOf(rings, feature.properties.spacing_m)
    yield* ordersOf(path.basename(file, '.geojson'), mission, [])
  }
  for (const file of fs.readdirSync(DEMO).sort()) {
    const { mission, sites } = MissionFile.parse(JSON.parse(fs.readFileSync(path.join(DEMO, file), 'utf8')))
    yield* ordersOf(path.basename(file, '.json'), mission, sites)
  }
}

/** 8 m/s at 60 m over an area with holes. */
export function surveyOf([area = [], ...holes]: readonly LatLon[][], spacingM: number): Mission {
  return newMission({
    id: '018f0000-0000-7000-8000-0000000b0001',
    name: { zh: '测', en: 'bench' },
    sites: [],
    areas: [area],
    patterns: [
      {
        kind: 'survey',
        crossGrid: false,
        leadInM: 0,
        id: 'survey',
        area,
        holes,
        heightM: 60,
        speedMS: 8,
        spacing: { by: 'distance', spacingM },
        angleDeg: 'auto',
        photo: { by: 'none' },
      },
    ],
  })
}

function* ordersOf(name: string, mission: Mission, sites: readonly Site[]): Generator<LaneOrder> {
  const surveys = mission.patterns.filter(
    (pattern): pattern is Survey => pattern.kind === 'survey' && !pattern.crossGrid && pattern.leadInM === 0,
  )
  const route = plan({ mission, sites })
  const frame = frameAt(mission.home)
  for (const survey of surveys) {
    const own = route.points.filter(({ patternId }) => patternId === survey.id)
    const places = own.map((point) => frame.toLocal(point))
    const flown = own.flatMap(({ role }, i) =>
      role === 'lane' ? [{ from: places[i - 1] as Vec, to: places[i] as Vec }] : [],
    )
    if (flown.length > 2)
      yield laneOrderOf(surveys.length > 1 ? `${name}/${survey.id}` : name, mission, survey, flown)
  }
}

function laneOrderOf(
  name: string,
  mission: Mission,
  survey: Survey,
  flown: readonly { from: Vec; to: Vec }[],
): LaneOrder {
  const frame = frameAt(mission.home)
  const secondsFor = (metres: number) => stopToStopS(metres, survey.speedMS, mission.vehicle.accelerationMS2)
  const spacingM = laneSpacingM(survey.spacing, mission.camera, survey.heightM) as number
  const local = (ring: readonly LatLon[]) => ring.map((corner) => frame.toLocal(corner))
  const fenced = fenceArea(mission.fence, frame, fenceMargin(mission).marginM + INSIDE_M)
  const cores = survey.holes.flatMap((hole) => shrink([local(hole)], spacingM / 2))
  const bounds = fenced ?? grow([local(survey.area)], UNFENCED_M)
  const finder = pathFinder(cores.length > 0 ? difference(bounds, cores) : bounds)
  // Numbered by where they lie, not by when the planner flies them: what is known of them holds for any order.
  const keyOf = ({ x, y }: Vec) => `${x.toFixed(1)},${y.toFixed(1)}`
  const numbered = flown
    .map(({ from, to }, at) => {
      const isForth = keyOf(from) <= keyOf(to)
      const [low, high] = isForth ? [from, to] : [to, from]
      return { low, high, isForth, at, key: `${keyOf(low)} ${keyOf(high)}` }
    })
    .sort((p, q) => (p.key < q.key ? -1 : p.key > q.key ? 1 : 0))
  const ends = numbered.flatMap(({ low, high }) => [low, high])
  const count = ends.length
  const betweenS = new Float64Array(count * count)
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const [a, b] = [ends[i] as Vec, ends[j] as Vec]
      // An end that rounding has put a hair outside: the straight way, which is never slower than the real one.
      const way = finder.path(a, b) ?? [a, b]
      let seconds = 0
      if (distance(a, b) > SHARED_M)
        for (let k = 1; k < way.length; k++) seconds += secondsFor(distance(way[k - 1] as Vec, way[k] as Vec))
      betweenS[i * count + j] = seconds
      betweenS[j * count + i] = seconds
    }
  const planned = numbered
    .map(({ isForth, at }, lane) => ({ at, entry: 2 * lane + (isForth ? 0 : 1) }))
    .sort((p, q) => p.at - q.at)
    .map(({ entry }) => entry)
  return {
    name,
    lanes: flown.length,
    lanesS: flown.reduce((sum, { from, to }) => sum + secondsFor(distance(from, to)), 0),
    betweenS,
    planned,
    fingerprint: createHash('sha256')
      .update(numbered.map(({ key }) => key).join('\n'))
      .digest('hex')
      .slice(0, 16),
  }
}
