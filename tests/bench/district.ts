import path from 'node:path'
import { createHash } from 'node:crypto'
import type { Finding, Sighting, State } from '../../src/core/finding/finding.ts'
import type { Flight, TrackPoint } from '../../src/core/flight/flight.ts'
import type { Footage } from '../../src/core/footage/footage.ts'
import type { LatLon } from '../../src/core/geo/position.ts'
import type { Mission } from '../../src/core/mission/mission.ts'
import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import type { Enterprise } from '../../src/core/site/enterprise.ts'
import type { Site } from '../../src/core/site/site.ts'
import { checkpoint } from '../../src/store/connection.ts'
import { openWorkspace, transact } from '../../src/store/workspace.ts'
import { type Chance, chanceOf } from '../attack/chance.ts'
import { aPolygonZone, aMission, waypoints } from '../builders/mission.ts'
import { anAsset } from '../builders/site.ts'

/** How much of each there is in a made-up district. */
export type Sizes = {
  enterprises: number
  /** At least one an enterprise; further ones go to the first of them. */
  sites: number
  missions: number
  flights: number
  footage: number
  findings: number
}

/** A district as large as the product has to stay quick with. */
export const LARGE: Sizes = {
  enterprises: 1000,
  sites: 1500,
  missions: 2000,
  flights: 10_000,
  footage: 200_000,
  findings: 100_000,
}

/** When the first flight took off; the last one some three years later. */
export const FIRST_DAY_MS = Date.UTC(2024, 0, 2, 1)
const SPAN_MS = 1000 * 24 * 3600_000
/** One flight in so many has a track of the full 2,000 points, and most of the footage; the others have few. */
const LONG_EVERY = 10
const SHORT_TRACK = 60
const LONG_TRACK = 2000
/** One piece of footage in so many is a clip that says where it was in each of its seconds. */
const CLIP_EVERY = 20
const CLIP_S = 120
const SITES_A_ROW = 40
/** Degrees between sites: some two kilometres. */
const APART_DEG = 0.02
/** Large enough for its overhead not to count, small enough for its entry to stay some megabytes. */
const A_TRANSACTION = 1000

const PLACES = '东侧,西侧,南门,北门,一号,二号,三号,装卸区,原料区,成品区,罐区,锅炉房'.split(',')
const THINGS =
  '围堰,护栏,储罐,阀门,管道,法兰,警示标识,消火栓,监控探头,门禁,防雷接地,消防通道,视频监控,排气筒,危化品库,围墙'.split(
    ',',
  )
const FAULTS = '破损,缺失,锈蚀,渗漏,堵塞,被占用,未上锁,失效,脱落,变形'.split(',')
const KINDS = '硫酸,盐酸,丙酮,甲苯,高锰酸钾,三氯甲烷,乙醚,醋酸酐'.split(',')
const FIRMS = '化工,冶炼,选矿,制药,涂料,助剂,储运,再生资源'.split(',')
const FAMILY = '王,李,张,刘,陈,杨,赵,黄,周,吴'.split(',')
const GIVEN = '伟,芳,娜,敏,静,丽,强,磊,军,洋,勇,艳,杰,涛,明,超'.split(',')
const STATES: readonly State[] = [
  'toVerify',
  'confirmed',
  'ordered',
  'rectifying',
  'toRecheck',
  'closed',
  'closed',
  'closed',
  'unfounded',
]

const CODES = {
  enterprise: 'e',
  site: '5',
  mission: '3',
  flight: 'f',
  footage: 'a',
  finding: 'd',
  sighting: 'b',
} as const

/** The id of the n-th of its kind, counted from nought: they sort as they are counted. */
export const districtId = (kind: keyof typeof CODES, n: number): string =>
  `018f0000-0000-7000-8000-${CODES[kind]}${n.toString(16).padStart(11, '0')}`

const person = (chance: Chance): string => chance.pick(FAMILY) + chance.pick(GIVEN)

/** The middle of the n-th site. */
export const siteAt = (n: number): LatLon => ({
  lat: 41.2 + Math.floor(n / SITES_A_ROW) * APART_DEG,
  lon: 109.4 + (n % SITES_A_ROW) * APART_DEG,
})

/** Somewhere within so many metres east and north of a place, to the seventh decimal. */
function about({ lat, lon }: LatLon, chance: Chance, withinM: number): LatLon {
  const off = () => ((chance.share() - 0.5) * 2 * withinM) / 111_195
  return { lat: round7(lat + off()), lon: round7(lon + off() / Math.cos((lat * Math.PI) / 180)) }
}
const round7 = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

const square = ({ lat, lon }: LatLon, halfM: number): LatLon[] => {
  const [y, x] = [halfM / 111_195, halfM / 111_195 / Math.cos((lat * Math.PI) / 180)]
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([e = 0, n = 0]) => ({ lat: round7(lat + n * y), lon: round7(lon + e * x) }))
}

function anEnterprise(n: number, chance: Chance): Enterprise {
  const first17 = `91150200MA${n.toString().padStart(7, '0')}`
  const trade = chance.pick(FIRMS)
  return {
    id: districtId('enterprise', n),
    name: { zh: `样例${chance.pick(KINDS)}${trade}${n}厂`, en: `Sample works ${n}` },
    creditCode: first17 + creditCodeCheckCharacter(first17),
    address: `样例旗样例镇${n}号`,
    licences: [
      { kind: 'filing', number: `备${n}`, authority: '样例公安局', validUntil: '2027-12-31' },
      { kind: 'safety', number: `安${n}`, authority: '样例应急局', validUntil: '2026-06-30' },
    ],
    holdings: [{ chemical: 'III-5', amount: chance.whole(1, 500), unit: 't' }],
    safetyOfficer: { name: person(chance), duty: '安全员', phone: '13800000000' },
    contacts: [{ name: person(chance), duty: '厂长', phone: '13900000000' }],
    remarks: '',
  }
}

function aSite(n: number, enterprise: number): Site {
  const at = siteAt(n)
  return {
    id: districtId('site', n),
    enterpriseId: districtId('enterprise', enterprise),
    name: { zh: `厂区${n}`, en: `Site ${n}` },
    boundary: square(at, 250),
    ground: { lowestM: 1300, highestM: 1310, source: 'sample' },
    assets: Array.from({ length: 6 }, (_, i) =>
      anAsset({
        id: `tank-${i}`,
        name: { zh: `储罐${i}`, en: `Tank ${i}` },
        footing: {
          kind: 'area',
          ring: square({ lat: at.lat + (i - 2.5) * 0.0005, lon: at.lon }, 12),
        },
      }),
    ),
    remarks: '',
  }
}

function aPlan(n: number, site: number, chance: Chance): Mission {
  const at = siteAt(site)
  return aMission({
    id: districtId('mission', n),
    name: { zh: `巡查任务${n}`, en: `Patrol ${n}` },
    siteIds: [districtId('site', site)],
    home: { ...at, amslM: 1300 },
    patterns: [waypoints(Array.from({ length: 20 }, () => about(at, chance, 200)))],
    fence: [aPolygonZone(square(at, 400))],
    plannedAtMs: FIRST_DAY_MS + n * 3600_000,
  })
}

function aTrack(at: LatLon, fromMs: number, points: number, chance: Chance): TrackPoint[] {
  const begin = about(at, chance, 200)
  const slope = chance.share() * 2 * Math.PI
  return Array.from({ length: points }, (_, i) => ({
    atMs: fromMs + i * 600,
    lat: round7(begin.lat + Math.sin(slope + i / 40) * 0.0015),
    lon: round7(begin.lon + Math.cos(slope + i / 55) * 0.002),
    heightM: Math.round((60 + Math.sin(i / 30) * 10) * 1000) / 1000,
  }))
}

/** When the n-th of so many took off. */
export const takeoffMs = (n: number, of: number): number =>
  FIRST_DAY_MS + Math.floor((n / of) * SPAN_MS) + (n % 7) * 60_000

function aFlight(n: number, sizes: Sizes, chance: Chance): Flight {
  const mission = n % sizes.missions
  const site = siteOfMission(mission, sizes)
  const takeoffAtMs = takeoffMs(n, sizes.flights)
  const points = n % LONG_EVERY === 0 ? LONG_TRACK : SHORT_TRACK
  return {
    id: districtId('flight', n),
    missionId: districtId('mission', mission),
    missionRevision: null,
    siteIds: [districtId('site', site)],
    takeoffAtMs,
    landedAtMs: takeoffAtMs + points * 600,
    pilot: person(chance),
    aircraft: chance.pick(['M350-01', 'M350-02', 'M3E-07', '自制四旋翼']),
    logIds: [],
    track: aTrack(siteAt(site), takeoffAtMs, points, chance),
    remarks: '',
  }
}

const siteOfMission = (mission: number, { sites }: Sizes): number => mission % sites

/** Which flight the n-th footage is of: most of it is of the long ones. */
const flightOfFootage = (n: number, { flights }: Sizes): number =>
  n % 3 === 0 ? Math.floor(n / 3) % flights : (n * LONG_EVERY) % flights

function somethingShot(n: number, sizes: Sizes, chance: Chance): Footage {
  const flight = flightOfFootage(n, sizes)
  const at = siteAt(siteOfMission(flight % sizes.missions, sizes))
  const isClip = n % CLIP_EVERY === 0
  const utcMs = takeoffMs(flight, sizes.flights) + chance.whole(0, 600_000)
  const place = about(at, chance, 250)
  const name = `DJI_${new Date(utcMs).toISOString().slice(0, 19).replace(/\D/g, '')}_${String(n % 10_000).padStart(4, '0')}`
  return {
    id: districtId('footage', n),
    sha256: createHash('sha256').update(`footage ${n}`).digest('hex'),
    sizeBytes: isClip ? 400_000_000 : 8_000_000,
    fileName: isClip ? `${name}_V.MP4` : `${name}_V.JPG`,
    mimeType: isClip ? 'video/mp4' : 'image/jpeg',
    kind: isClip ? 'clip' : 'photo',
    flightId: districtId('flight', flight),
    takenAt: {
      raw: new Date(utcMs + 8 * 3600_000).toISOString().slice(0, 19),
      source: 'exif',
      assumedZone: 'Asia/Shanghai',
      utcMs,
    },
    placement: {
      at: place,
      heightM: 60,
      headingDeg: chance.whole(0, 359),
      pitchDeg: -60,
      by: 'own',
      reason: '',
    },
    device: chance.pick(['DJI M3E', 'DJI M350 H20T']),
    widthPx: isClip ? 3840 : 5280,
    heightPx: isClip ? 2160 : 3956,
    lens: { hfovDeg: 73.7, vfovDeg: 58.7 },
    importedAtMs: utcMs + 3600_000,
    ...(isClip
      ? {
          durationS: CLIP_S,
          codec: 'H.265',
          seconds: Array.from(
            { length: CLIP_S },
            (_, s): [number, number, number, number, number, number] => [
              s,
              round7(place.lat + s * 5e-6),
              place.lon,
              60,
              90,
              -60,
            ],
          ),
        }
      : {}),
  }
}

function aFinding(n: number, sizes: Sizes, chance: Chance): { finding: Finding; sightings: Sighting[] } {
  const flight = chance.whole(0, sizes.flights - 1)
  const site = siteOfMission(flight % sizes.missions, sizes)
  const at = about(siteAt(site), chance, 240)
  const openedAtMs = FIRST_DAY_MS + Math.floor((n / sizes.findings) * SPAN_MS)
  const state = chance.pick(STATES)
  const level = chance.happens(0.1) ? 'major' : 'general'
  const id = districtId('finding', n)
  const who = person(chance)
  const footage = chance.happens(0.8) ? chance.whole(0, sizes.footage - 1) : null
  return {
    finding: {
      id,
      enterpriseId: districtId('enterprise', site % sizes.enterprises),
      enterpriseBy: 'site',
      siteId: districtId('site', site),
      assetId: chance.happens(0.5) ? `tank-${chance.whole(0, 5)}` : null,
      title: `${chance.pick(PLACES)}${chance.pick(THINGS)}${chance.pick(FAULTS)}（${n}号）`,
      category: '设备设施',
      level,
      risk: chance.pick(['red', 'orange', 'yellow', 'blue', null]),
      at,
      state,
      openedAtMs,
      owner: who,
      deadlines: ['ordered', 'rectifying', 'toRecheck', 'closed'].includes(state)
        ? [
            {
              dueMs: openedAtMs + chance.whole(3, 400) * 86_400_000,
              setAtMs: openedAtMs,
              by: who,
              reason: '',
            },
          ]
        : [],
      transitions:
        state === 'toVerify'
          ? []
          : [
              {
                from: 'toVerify',
                to: state,
                atMs: openedAtMs,
                by: who,
                role: 'officer',
                reason: '',
                sightingId: null,
                duplicateOfId: null,
              },
            ],
      recursOfId: null,
    },
    sightings: Array.from({ length: chance.pick([1, 1, 2]) }, (_, i) => ({
      id: districtId('sighting', n * 2 + i),
      findingId: id,
      flightId: districtId('flight', flight),
      footageId: footage === null ? null : districtId('footage', footage),
      momentS: null,
      region: null,
      at,
      seenAtMs: openedAtMs + i * 86_400_000,
      seenFrom: 'air',
      outcome: i === 0 ? 'first' : chance.pick(['still', 'gone', 'worse']),
      level,
      author: who,
      words: '样例说明',
    })),
  }
}

/**
 * Fills a new workspace with a made-up district: the same for the same sizes and seed. All of it is written through the
 * store, with a journal that holds; only the originals are not there. A large one takes a minute or two.
 */
export function fillDistrict(dir: string, sizes: Sizes, seed = 1): void {
  const opened = openWorkspace(dir, { create: true })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  const chance = chanceOf(seed)
  const actor = { name: '样例', role: 'officer' }
  type Put = Parameters<Parameters<typeof transact<void>>[2]>[0]['put']
  const many = (action: string, count: number, one: (n: number, put: Put) => void): void => {
    for (let from = 0; from < count; from += A_TRANSACTION) {
      const done = transact(workspace, { actor, atMs: FIRST_DAY_MS, action }, (tx) => {
        for (let n = from; n < Math.min(count, from + A_TRANSACTION); n++) one(n, tx.put)
      })
      if (!done.ok) throw new Error(`${action} ${done.code} ${JSON.stringify(done.params)}`)
    }
  }
  many('enterprise.create', sizes.enterprises, (n, put) => put('enterprise', null, anEnterprise(n, chance)))
  many('site.create', sizes.sites, (n, put) => put('site', null, aSite(n, n % sizes.enterprises)))
  many('mission.create', sizes.missions, (n, put) =>
    put('mission', null, aPlan(n, siteOfMission(n, sizes), chance)),
  )
  many('flight.create', sizes.flights, (n, put) => put('flight', null, aFlight(n, sizes, chance)))
  many('footage.ingest', sizes.footage, (n, put) => put('footage', null, somethingShot(n, sizes, chance)))
  many('finding.open', sizes.findings, (n, put) => {
    const { finding, sightings } = aFinding(n, sizes, chance)
    put('finding', null, finding)
    for (const sighting of sightings) put('sighting', null, sighting)
  })
  checkpoint(workspace.db)
  workspace.close()
}

/**
 * Where a large district lies: made in a folder that goes away again, or found, and otherwise made to stay, in the one
 * that `SORTIE_DISTRICT` names.
 */
export const districtFolder = (fallback: string): string =>
  path.resolve(process.env['SORTIE_DISTRICT'] ?? fallback)
