/** Missions over the invented sites: all safe but the ninth, which teaches what a leg outside the fence looks like. */
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission, RallyPoint } from '../../src/core/mission/mission.ts'
import type { Pattern, PhotoTrigger, Step, Target } from '../../src/core/mission/pattern.ts'
import { defaultFence, newMission } from '../../src/core/mission/newMission.ts'
import { CAMERAS } from '../../src/core/mission/cameras.ts'
import { VEHICLES } from '../../src/core/mission/vehicles.ts'
import type { Site } from '../../src/core/site/site.ts'
import { at, box, fixedId, groundM, line, type Metres } from './place.ts'
import { outlines, sites } from './sites.ts'

const NO_PHOTOS: PhotoTrigger = { by: 'none' }
const every = (metres: number): PhotoTrigger => ({ by: 'distance', everyM: metres })

function row<T extends { id: string }>(rows: readonly T[], id: string): T {
  const found = rows.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no row ${id}`)
  return found
}
const siteNumber = (number: number): Site => row(sites, fixedId('site', number))

/** The ring with every corner moved towards its middle: a survey area that leaves the walls to the perimeter. */
function inset(ring: readonly Metres[], share: number): LatLon[] {
  const x = ring.reduce((sum, point) => sum + point[0], 0) / ring.length
  const y = ring.reduce((sum, point) => sum + point[1], 0) / ring.length
  return line(
    ring.map((point) => [point[0] + (x - point[0]) * share, point[1] + (y - point[1]) * share] as const),
  )
}

const bearing = (from: Metres, to: Metres): number =>
  (Math.round((Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI) + 360) % 360

type Stop = { place: Metres; heightM: number; holdS?: number; lookAt?: Metres; photo?: boolean }
const steps = (stops: readonly Stop[]): Step[] =>
  stops.map((stop, i) => ({
    kind: 'waypoint',
    id: `wp-${i + 1}`,
    at: at(...stop.place),
    heightM: stop.heightM,
    holdS: stop.holdS ?? 0,
    headingDeg: stop.lookAt ? bearing(stop.place, stop.lookAt) : null,
    speedMS: null,
    photo: stop.photo ?? true,
  }))

/** Each seen from 25 m away and 60 m up, wherever the way is short. */
const targets = (stops: readonly { place: Metres; topM: number }[]): Target[] =>
  stops.map(({ place, topM }, i) => ({
    id: `target-${i + 1}`,
    at: at(...place),
    lookHeightM: topM / 2,
    standoffM: 25,
    heightM: 60,
    fromDeg: null,
    stayS: 4,
  }))

type Wish = {
  number: number
  zh: string
  en: string
  sites: readonly number[]
  vehicle: string
  camera: string
  home: Metres
  patterns: Pattern[]
  rally: readonly Metres[]
  returnHeightM: number
  transitHeightM: number
  /** Drawn fence in metres; the default one round the sites when absent. */
  fence?: readonly Metres[]
  remarks: string
}

/** PX4 counts its return height from the safe point's own height, so that one is kept low. */
const PX4_RALLY_M = 10

/** Long enough that the demo does not expire while somebody looks at it. */
const WINDOW = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2046, 11, 31, 15, 59, 59) }

function mission(wish: Wish): Mission {
  const over = wish.sites.map(siteNumber)
  const home = at(...wish.home)
  const base = newMission({
    id: fixedId('mission', wish.number),
    name: { zh: wish.zh, en: wish.en },
    sites: over,
    home,
    vehicle: row(VEHICLES, wish.vehicle),
    patterns: wish.patterns,
  })
  const fence = defaultFence(base, wish.fence ? [line(wish.fence)] : over.map((site) => site.boundary), [])
  return {
    ...base,
    home: { ...base.home, amslM: Math.round(groundM(wish.home) * 10) / 10 },
    camera: row(CAMERAS, wish.camera),
    transitHeightM: wish.transitHeightM,
    fence: wish.fence
      ? [
          {
            id: 'fence',
            shape: 'polygon',
            inclusion: true,
            ring: line(wish.fence),
            floorM: null,
            ceilingM: null,
          },
        ]
      : fence,
    rallyPoints: wish.rally.map(
      (place, i): RallyPoint => ({
        id: `rally-${i + 1}`,
        ...at(...place),
        heightM: base.vehicle.firmware === 'px4' ? PX4_RALLY_M : wish.returnHeightM,
      }),
    ),
    contingency: { ...base.contingency, returnHeightM: wish.returnHeightM },
    authorisation: {
      djiUnlock: { kind: 'notNeeded' },
      number: `（演示）空域-2026-${String(wish.number).padStart(3, '0')}`,
      authority: '演示空域管理单位（虚构）',
      ...WINDOW,
      maxTrueHeightM: 120,
      area: null,
    },
    special: { relay: false, dropping: false, crowd: false, moving: false, distributed: false },
    margin: { ...base.margin, windMS: 0 },
    crew: [
      { name: '孟青棠', duty: '操控员' },
      { name: '罗星野', duty: '观察员' },
    ],
    remarks: wish.remarks,
  }
}

const SMELTER_STACK: Metres = [-130, 1190]

/** The mission that the demo flight flew: the 200 m square of the synthetic log. */
export const FLOWN = 1

export const missions: Mission[] = [
  mission({
    number: FLOWN,
    zh: '硫酸厂区 例行航点巡查',
    en: 'Sulfuric acid works: routine waypoints',
    sites: [1],
    vehicle: 'ardupilot-quad',
    camera: 'small-12mp',
    home: [0, 0],
    patterns: [
      {
        kind: 'waypoints',
        id: 'square',
        verbatim: false,
        speedMS: 6,
        steps: steps([
          { place: [200, 0], heightM: 60, holdS: 3 },
          { place: [200, 200], heightM: 60, holdS: 3 },
          { place: [0, 200], heightM: 60, holdS: 3 },
          { place: [0, 20], heightM: 60, photo: false },
        ]),
      },
    ],
    rally: [[20, 100]],
    returnHeightM: 60,
    transitHeightM: 60,
    remarks: '演示任务。',
  }),
  mission({
    number: 2,
    zh: '硫酸厂区 面状测绘',
    en: 'Sulfuric acid works: survey',
    sites: [1],
    vehicle: 'dji-m3e',
    camera: 'm3e-wide',
    home: [-20, -10],
    patterns: [
      {
        kind: 'survey',
        crossGrid: false,
        leadInM: 0,
        id: 'survey',
        area: inset(outlines.acid, 0.04),
        holes: [],
        heightM: 80,
        speedMS: 8,
        spacing: { by: 'camera', overlap: 0.8, sidelap: 0.7 },
        angleDeg: 'auto',
        photo: every(17),
      },
    ],
    rally: [],
    returnHeightM: 80,
    transitHeightM: 80,
    remarks: '演示任务。大疆固件不支持备降点，只返回返航点。',
  }),
  mission({
    number: 3,
    zh: '分离厂区 周界巡查',
    en: 'Separation plant: perimeter',
    sites: [3],
    vehicle: 'px4-quad',
    camera: 'one-inch-20mp',
    home: [930, 20],
    patterns: [
      {
        kind: 'perimeter',
        cornerRadiusM: 0,
        startNear: null,
        id: 'perimeter',
        boundary: line(outlines.rareEarth),
        standoffM: 15,
        side: 'outside',
        heightsM: [50],
        laps: 1,
        direction: 'clockwise',
        camera: 'inward',
        speedMS: 6,
        photo: every(20),
      },
    ],
    rally: [[1150, 60]],
    returnHeightM: 60,
    transitHeightM: 50,
    remarks: '演示任务。',
  }),
  mission({
    number: 4,
    zh: '选矿厂区 面状巡查（避开尾液池）',
    en: 'Processing plant: survey around the tailings pond',
    sites: [4],
    vehicle: 'ardupilot-hexa',
    camera: 'one-inch-20mp',
    home: [-1000, 90],
    patterns: [
      {
        kind: 'survey',
        crossGrid: false,
        leadInM: 0,
        id: 'survey',
        area: inset(outlines.mineral, 0.05),
        holes: [line(box(-1180, 270, -1010, 380))],
        heightM: 75,
        speedMS: 9,
        spacing: { by: 'distance', spacingM: 35 },
        angleDeg: 'auto',
        photo: every(25),
      },
    ],
    rally: [
      [-1250, 250],
      [-820, 320],
    ],
    returnHeightM: 75,
    transitHeightM: 75,
    remarks: '演示任务。',
  }),
  mission({
    number: 5,
    zh: '冶炼制酸厂区 烟囱与罐区航点',
    en: 'Smelter: stack and tanks by waypoints',
    sites: [5],
    vehicle: 'dji-m30',
    camera: 'm30-wide',
    home: [-20, 820],
    patterns: [
      {
        kind: 'waypoints',
        id: 'look',
        verbatim: false,
        speedMS: 7,
        steps: steps([
          { place: [60, 860], heightM: 70, holdS: 5, lookAt: [80, 900] },
          { place: [140, 960], heightM: 70, holdS: 5, lookAt: [95, 900] },
          { place: [-60, 1190], heightM: 85, holdS: 8, lookAt: SMELTER_STACK },
          { place: [-130, 1250], heightM: 85, holdS: 8, lookAt: SMELTER_STACK },
          { place: [-200, 1190], heightM: 85, holdS: 8, lookAt: SMELTER_STACK },
          { place: [-370, 1010], heightM: 70, holdS: 5, lookAt: [-255, 1030] },
          { place: [-225, 860], heightM: 70, holdS: 5, lookAt: [-225, 815] },
        ]),
      },
    ],
    rally: [],
    returnHeightM: 90,
    transitHeightM: 85,
    remarks: '演示任务。大疆固件不支持备降点，只返回返航点。',
  }),
  mission({
    number: 6,
    zh: '涂料厂区 围墙内周界两层',
    en: 'Coatings plant: inside the wall at two heights',
    sites: [6],
    vehicle: 'px4-quad',
    camera: 'small-12mp',
    home: [800, 860],
    patterns: [
      {
        kind: 'perimeter',
        cornerRadiusM: 0,
        startNear: null,
        id: 'perimeter',
        boundary: line(outlines.coatings),
        standoffM: 20,
        side: 'inside',
        heightsM: [60, 75],
        laps: 1,
        direction: 'counterclockwise',
        camera: 'along',
        speedMS: 5,
        photo: every(25),
      },
    ],
    rally: [[560, 860]],
    returnHeightM: 75,
    transitHeightM: 75,
    remarks: '演示任务。航线高于防爆区上限。',
  }),
  mission({
    number: 7,
    zh: '药剂厂区与南库区 联合巡查',
    en: 'Agents plant and south depot in one sortie',
    sites: [7, 9],
    vehicle: 'ardupilot-hexa',
    camera: 'one-inch-20mp',
    home: [-810, -520],
    patterns: [
      {
        kind: 'survey',
        crossGrid: false,
        leadInM: 0,
        id: 'agents',
        area: inset(outlines.water, 0.06),
        holes: [],
        heightM: 70,
        speedMS: 9,
        spacing: { by: 'distance', spacingM: 40 },
        angleDeg: 'auto',
        photo: every(25),
      },
      {
        kind: 'perimeter',
        cornerRadiusM: 0,
        startNear: null,
        id: 'depot',
        boundary: line(outlines.southDepot),
        standoffM: 10,
        side: 'inside',
        heightsM: [60],
        laps: 1,
        direction: 'clockwise',
        camera: 'inward',
        speedMS: 7,
        photo: NO_PHOTOS,
      },
    ],
    rally: [[400, -540]],
    returnHeightM: 75,
    transitHeightM: 70,
    remarks: '演示任务。一个任务覆盖两家企业。',
  }),
  mission({
    number: 8,
    zh: '北货场库区 面状巡查',
    en: 'North depot: survey',
    sites: [8],
    vehicle: 'ardupilot-quad',
    camera: 'small-12mp',
    home: [1260, 970],
    patterns: [
      {
        kind: 'survey',
        crossGrid: false,
        leadInM: 0,
        id: 'survey',
        area: inset(outlines.northDepot, 0.05),
        holes: [],
        heightM: 65,
        speedMS: 8,
        spacing: { by: 'distance', spacingM: 30 },
        angleDeg: 'auto',
        photo: every(20),
      },
    ],
    rally: [[1450, 1000]],
    returnHeightM: 65,
    transitHeightM: 65,
    remarks: '演示任务。',
  }),
  mission({
    number: 9,
    zh: '（不安全示例）原料堆场 航段越出电子围栏',
    en: '(Unsafe on purpose) Raw material yard: a leg leaves the fence',
    sites: [2],
    vehicle: 'ardupilot-quad',
    camera: 'small-12mp',
    home: [480, -40],
    fence: [
      [390, -120],
      [740, -115],
      [745, 240],
      [395, 245],
    ],
    patterns: [
      {
        kind: 'waypoints',
        id: 'loop',
        verbatim: false,
        speedMS: 6,
        steps: steps([
          { place: [640, -20], heightM: 50 },
          { place: [800, 80], heightM: 50 },
          { place: [640, 140], heightM: 50 },
          { place: [490, 140], heightM: 50 },
        ]),
      },
    ],
    rally: [[520, 130]],
    returnHeightM: 50,
    transitHeightM: 50,
    remarks: '教学用：第 2 个航点在围栏之外。把它移回围栏内，校核即通过。',
  }),
  mission({
    number: 10,
    zh: '选矿厂区 厂界道路带状巡查',
    en: 'Processing plant: corridor along the wall road',
    sites: [4],
    vehicle: 'ardupilot-hexa',
    camera: 'one-inch-20mp',
    home: [-1000, 90],
    patterns: [
      {
        kind: 'corridor',
        id: 'road',
        path: line([
          [-1290, 90],
          [-1290, 370],
          [-1140, 480],
          [-800, 440],
        ]),
        widthM: 70,
        spacing: { by: 'distance', spacingM: 35 },
        heightM: 70,
        speedMS: 8,
        photo: { by: 'time', everyS: 3 },
      },
    ],
    rally: [
      [-1250, 250],
      [-820, 320],
    ],
    returnHeightM: 75,
    transitHeightM: 75,
    remarks: '演示任务。沿围墙内侧道路往返两条航线。',
  }),
  mission({
    number: 11,
    zh: '冶炼制酸厂区 烟囱环绕',
    en: 'Smelter: rings about the stack',
    sites: [5],
    vehicle: 'ardupilot-quad',
    camera: 'small-12mp',
    home: [-20, 820],
    patterns: [
      {
        kind: 'orbit',
        id: 'stack',
        center: at(...SMELTER_STACK),
        radiusM: 45,
        clearRadiusM: 20,
        heightsM: [70, 85],
        spiral: false,
        laps: 1,
        direction: 'clockwise',
        camera: 'center',
        lookHeightM: 60,
        speedMS: 4,
        photo: every(15),
      },
    ],
    rally: [[40, 1200]],
    returnHeightM: 90,
    transitHeightM: 85,
    remarks: '演示任务。两层环绕，镜头对准烟囱。',
  }),
  mission({
    number: 12,
    zh: '硫酸厂区 重点部位定点巡查（顺序可变）',
    en: 'Sulfuric acid works: assets in a varied order',
    sites: [1],
    vehicle: 'ardupilot-quad',
    camera: 'small-12mp',
    home: [-20, -10],
    patterns: [
      {
        kind: 'visit',
        id: 'assets',
        targets: targets([
          { place: [60, 150], topM: 14 },
          { place: [92, 150], topM: 14 },
          { place: [124, 150], topM: 14 },
          { place: [160, 150], topM: 9 },
          { place: [205, 8], topM: 6 },
          { place: [28, 40], topM: 8 },
        ]),
        order: 'varied',
        seed: 20_260_520,
        photo: true,
        speedMS: 6,
      },
    ],
    rally: [[20, 100]],
    returnHeightM: 65,
    transitHeightM: 60,
    remarks: '演示任务。顺序由种子决定，可重复而不可预测。',
  }),
]
