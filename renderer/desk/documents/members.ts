import type { Aggregate, DocumentOf } from '../../../src/core/journal/kinds.ts'
import type { LatLon, Place } from '../../../src/core/geo/position.ts'
import { frameAt } from '../../../src/core/geo/frame.ts'
import { signedArea } from '../../../src/core/geo/polygon.ts'
import type { FenceZone, Mission, Override } from '../../../src/core/mission/mission.ts'
import type { Camera, Vehicle } from '../../../src/core/mission/vehicle.ts'
import type { Pattern, PhotoTrigger, Spacing, Step } from '../../../src/core/mission/pattern.ts'
import type { Footage } from '../../../src/core/footage/footage.ts'
import type { ImportSource } from '../../../src/core/geo/mapDatum.ts'
import type { DayCount, Term } from '../../../src/core/finding/deadlines/term.ts'
import type { SettingValue } from '../../../src/core/finding/settings.ts'
import type { Rule } from '../../../src/core/duty/rule.ts'
import type { Layer } from '../../../src/core/geo/layer.ts'
import type { Agency } from '../../../src/core/campaign/agency.ts'
import type { Answer } from '../../../src/core/campaign/answer.ts'
import type { Approval } from '../../../src/core/campaign/approval.ts'
import type { Round } from '../../../src/core/campaign/campaign.ts'
import type { PersonRef } from '../../../src/core/people/person.ts'
import type { Contact } from '../../../src/core/site/enterprise.ts'
import { chemicalById } from '../../../src/core/site/chemicals.ts'
import type { Asset, Site } from '../../../src/core/site/site.ts'
import type { Name } from '../../../src/core/units/id.ts'
import { pointPlace, ringPlace } from '../places.ts'
import { bytes, date, dateTime, length, nameOf, number, percent, position, clock } from '../../i18n/format.ts'
import { type Key, language, t } from '../../i18n/index.ts'

/** The name of another document by its kind and id, or of an asset of some site; its kind in words where it is not known. */
export type NameOfOther = (kind: Aggregate | 'asset', id: string) => string

type Text = string | readonly string[]
type Present<T> = Exclude<T, null | undefined>
type NamesOf<T> = T extends unknown ? keyof T & string : never
type MemberOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never

/** A member that is read as a whole: its label is the editors' own, its words one line or several. */
type Leaf<T> = {
  readonly label: Key
  readonly says: (value: T, other: NameOfOther) => Text
  /** What the map draws of it. */
  readonly place?: (value: T) => Place
}
/** A member whose own members are told apart; without a label, which only one that is always there may be, they stand for themselves. */
type Group<T> = { readonly label: Key | null; readonly of: MembersOf<T> }
/** A list of parts, each under its own name. */
type Parts<P> = {
  readonly label: Key
  readonly part: (part: P, nth: number) => string
  readonly of: MembersOf<P>
}
type NodeOf<T> =
  | Leaf<T>
  | ([T] extends [readonly (infer P)[]] ? Parts<P> : [T] extends [object] ? Group<T> : never)

/** Every member of a document or part has its row, or does not compile; null: an id, which is what it is told by. */
export type MembersOf<T> = { readonly [K in NamesOf<T>]: NodeOf<Present<MemberOf<T, K>>> | null }

const text = (label: Key) => ({ label, says: (value: string): string => value })
const figure = (label: Key, digits = 2) => ({ label, says: (value: number): string => number(value, digits) })
const share = (label: Key) => ({ label, says: (value: number): string => percent(value, 1) })
const moment = (label: Key) => ({ label, says: (value: number): string => dateTime(value) })
const yesNo = (label: Key) => ({
  label,
  says: (value: boolean): string => t(value ? 'member.yes' : 'member.no'),
})
const other = (label: Key, kind: Aggregate | 'asset') => ({
  label,
  says: (id: string, nameOfOther: NameOfOther): string => nameOfOther(kind, id),
})
const others = (label: Key, kind: Aggregate) => ({
  label,
  says: (ids: readonly string[], nameOfOther: NameOfOther): string[] =>
    ids.map((id) => nameOfOther(kind, id)),
})
const hash = (label: Key) => ({ label, says: (value: string): string => value.slice(0, 16) })
const at = (label: Key) => ({ label, says: (value: LatLon): string => position(value), place: pointPlace })
const ring = (label: Key) => ({
  label,
  says: (value: readonly LatLon[]): string => {
    const frame = frameAt(value[0] ?? { lat: 0, lon: 0 })
    const area = Math.abs(signedArea(value.map(frame.toLocal)))
    return t('member.ring', { n: value.length, area: number(area) })
  },
  place: ringPlace,
})
const path = (label: Key) => ({
  label,
  says: (value: readonly LatLon[]): string => {
    const frame = frameAt(value[0] ?? { lat: 0, lon: 0 })
    const points = value.map(frame.toLocal)
    const metres = points.reduce((sum, { x, y }, i) => {
      const last = points[i - 1]
      return last ? sum + Math.hypot(x - last.x, y - last.y) : 0
    }, 0)
    return t('member.path', { n: value.length, length: length(metres) })
  },
  place: linePlace,
})

function linePlace(points: readonly LatLon[]): Place {
  return { type: 'LineString', coordinates: points.map(({ lat, lon }) => [lon, lat]) }
}

const pointsPlace = (points: readonly LatLon[]): Place => ({
  type: 'MultiPoint',
  coordinates: points.map(({ lat, lon }) => [lon, lat]),
})

const joined = (parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(t('app.comma'))

const NAME: Group<Name> = { label: null, of: { zh: text('field.nameZh'), en: text('field.nameEn') } }
const importSource = {
  label: 'member.importSource' as const,
  says: ({ fileName, datum }: ImportSource): string => joined([fileName, t(`datumName.${datum}`)]),
}
const personSays = ({ name, duty, phone }: Contact): string => joined([name, duty, phone])

const photoSays = (photo: PhotoTrigger): string =>
  joined([
    t(`photos.${photo.by}`),
    'everyM' in photo && t('unit.m', { value: number(photo.everyM, 1) }),
    'everyS' in photo && t('unit.s', { value: number(photo.everyS, 1) }),
    'holdS' in photo && `${t('pattern.hold')} ${number(photo.holdS, 1)}`,
  ])
const spacing = {
  label: 'pattern.spacingBy' as const,
  says: (value: Spacing): string =>
    value.by === 'distance'
      ? t('unit.m', { value: number(value.spacingM, 1) })
      : joined([
          t('pattern.byCamera'),
          `${t('pattern.overlap')} ${number(value.overlap * 100)}`,
          `${t('pattern.sidelap')} ${number(value.sidelap * 100)}`,
        ]),
}
const heights = {
  label: 'pattern.height' as const,
  says: (value: readonly number[]): string => value.map((height) => number(height, 1)).join(t('app.comma')),
}
const direction = {
  label: 'pattern.direction' as const,
  says: (value: 'clockwise' | 'counterclockwise'): string => t(`direction.${value}`),
}

const stepSays = (step: Step, i: number): string =>
  step.kind === 'command'
    ? t('pattern.command', { n: i + 1, command: step.command })
    : joined([
        t('pattern.waypointN', { n: i + 1, at: position(step.at) }),
        t('unit.m', { value: number(step.heightM, 1) }),
        step.holdS > 0 && `${t('pattern.hold')} ${number(step.holdS, 1)}`,
        step.photo && t('pattern.photoHere'),
      ])

const PATTERN: MembersOf<Pattern> = {
  id: null,
  kind: { label: 'member.patternKind', says: (kind) => t(`pattern.${kind}`) },
  area: ring('member.area'),
  holes: {
    label: 'member.holes',
    says: (holes) => holes.map((hole) => ring('member.holes').says(hole)),
    place: (holes) => ({
      type: 'MultiLineString',
      coordinates: holes.map((hole) => [...hole, ...hole.slice(0, 1)].map(({ lat, lon }) => [lon, lat])),
    }),
  },
  boundary: ring('member.boundary'),
  path: path('member.line'),
  center: at('member.center'),
  heightM: figure('pattern.height'),
  heightsM: heights,
  speedMS: figure('pattern.speed'),
  spacing,
  angleDeg: {
    label: 'pattern.angle',
    says: (value) => (value === 'auto' ? t('pattern.angleAuto') : `${number(value, 1)}°`),
  },
  // A visit says only whether.
  photo: {
    label: 'pattern.photos',
    says: (value) => (typeof value === 'boolean' ? t(value ? 'member.yes' : 'member.no') : photoSays(value)),
  },
  crossGrid: yesNo('pattern.crossGrid'),
  leadInM: figure('pattern.leadIn'),
  standoffM: figure('pattern.standoff'),
  side: { label: 'pattern.side', says: (side) => t(`side.${side}`) },
  laps: figure('pattern.laps'),
  direction,
  camera: { label: 'pattern.camera', says: (camera) => t(`look.${camera}`) },
  cornerRadiusM: figure('pattern.cornerRadius'),
  startNear: at('member.startNear'),
  widthM: figure('pattern.width'),
  radiusM: figure('pattern.radius'),
  clearRadiusM: figure('pattern.clearRadius'),
  spiral: yesNo('pattern.spiral'),
  lookHeightM: figure('pattern.lookHeight'),
  targets: {
    label: 'member.targets',
    says: (targets) =>
      targets.map((target, i) =>
        joined([
          t('pattern.targetN', { n: i + 1, at: position(target.at) }),
          t('unit.m', { value: number(target.heightM, 1) }),
          `${t('pattern.away')} ${number(target.standoffM, 1)}`,
          target.fromDeg !== null && `${number(target.fromDeg)}°`,
          `${t('pattern.hold')} ${number(target.stayS, 1)}`,
        ]),
      ),
    place: (targets) => pointsPlace(targets.map((target) => target.at)),
  },
  order: { label: 'pattern.order', says: (order) => t(`order.${order}`) },
  seed: figure('pattern.seed'),
  verbatim: yesNo('member.verbatim'),
  steps: {
    label: 'pattern.waypoints',
    says: (steps) => steps.map(stepSays),
    place: (steps) => linePlace(steps.flatMap((step) => (step.kind === 'waypoint' ? [step.at] : []))),
  },
}

const ZONE: MembersOf<FenceZone> = {
  id: null,
  shape: { label: 'member.shape', says: (shape) => t(`shape.${shape}`) },
  inclusion: {
    label: 'member.inclusion',
    says: (isInside) => t(isInside ? 'member.stayIn' : 'member.stayOut'),
  },
  ring: ring('member.outline'),
  center: at('member.center'),
  radiusM: figure('pattern.radius'),
  floorM: figure('member.floor'),
  ceilingM: figure('member.ceiling'),
}

const ASSET: MembersOf<Asset> = {
  id: null,
  name: NAME,
  kind: { label: 'asset.kind', says: (kind) => t(`assetKind.${kind}`) },
  footing: {
    label: null,
    of: {
      kind: { label: 'member.shape', says: (kind) => t(`shape.${kind}`) },
      at: at('finding.at'),
      radiusM: figure('asset.radius'),
      ring: ring('member.outline'),
      path: path('member.line'),
    },
  },
  heightM: figure('asset.height'),
  explosionZone: {
    label: 'asset.zone',
    of: {
      radiusM: figure('asset.zoneRadius'),
      topM: figure('asset.zoneTop'),
      source: text('field.source'),
    },
  },
  noOverflight: {
    label: 'asset.noOverflight',
    of: {
      radiusM: figure('asset.noOverflightRadius'),
      plumeM: figure('asset.plume'),
      topM: figure('asset.zoneTop'),
      source: text('field.source'),
    },
  },
}

const SITE: MembersOf<Site> = {
  id: null,
  enterpriseId: other('site.enterprise', 'enterprise'),
  name: NAME,
  boundary: ring('member.boundary'),
  ground: {
    label: 'site.ground',
    of: {
      lowestM: figure('site.lowest'),
      highestM: figure('site.highest'),
      source: text('field.source'),
    },
  },
  assets: { label: 'site.assets', part: ({ name }) => nameOf(name), of: ASSET },
  remarks: text('field.remarks'),
  source: importSource,
}

const vehicleSays = (vehicle: Vehicle): string[] => [
  nameOf(vehicle.name),
  `${t('vehicle.firmware')} ${t(`firmware.${vehicle.firmware}`)}`,
  `${t('vehicle.maxSpeed')} ${t('unit.ms', { value: number(vehicle.maxSpeedMS, 1) })}`,
  `${t('vehicle.endurance')} ${t('unit.s', { value: number(vehicle.enduranceS) })}`,
  `${t('vehicle.reserve')} ${percent(vehicle.reserveShare)}`,
]
const cameraSays = (camera: Camera): string[] => [
  nameOf(camera.name),
  `${number(camera.sensorWidthMm, 2)} × ${number(camera.sensorHeightMm, 2)} mm`,
  `${camera.imageWidthPx} × ${camera.imageHeightPx} px`,
  `f ${number(camera.focalLengthMm, 2)} mm`,
]
const overrideSays = ({ near, change }: Override): string => {
  const value =
    'heightM' in change
      ? t('unit.m', { value: number(change.heightM, 1) })
      : 'holdS' in change
        ? t('unit.s', { value: number(change.holdS, 1) })
        : 'headingDeg' in change
          ? `${number(change.headingDeg)}°`
          : 'to' in change
            ? position(change.to)
            : null
  return joined([t(`waypointChange.${change.kind}`), position(near), value])
}

const MISSION: MembersOf<Mission> = {
  id: null,
  name: NAME,
  siteIds: others('mission.site', 'site'),
  home: {
    label: 'map.home',
    says: (home) =>
      joined([
        position(home),
        home.amslM !== null &&
          t('stations.labelled', { label: t('mission.homeAmsl'), value: number(home.amslM, 2) }),
      ]),
    place: pointPlace,
  },
  takeoffHeightM: figure('mission.takeoffHeight'),
  transitHeightM: figure('mission.transitHeight'),
  vehicle: { label: 'mission.vehicle', says: vehicleSays },
  camera: { label: 'mission.camera', says: cameraSays },
  patterns: {
    label: 'mission.patterns',
    part: (pattern, nth) => t('pattern.nth', { n: nth + 1, kind: t(`pattern.${pattern.kind}`) }),
    of: PATTERN,
  },
  part: {
    label: 'member.stretch',
    says: ({ fromM, toM }) => t('mission.part', { from: length(fromM), to: length(toM) }),
  },
  patternOrder: { label: 'member.patternOrder', says: (order) => t(`order.${order}`) },
  heightOver: { label: 'terrain.heightOver', says: (over) => t(`heightOver.${over}`) },
  followToleranceM: figure('terrain.tolerance'),
  terrain: {
    label: 'terrain.source',
    says: (terrain) => [
      terrain.source,
      t(`datum.${terrain.datum}`),
      `${terrain.width} × ${terrain.height}`,
      `${t('terrain.error')} ${t('unit.m', { value: number(terrain.errorM, 1) })}`,
    ],
  },
  overrides: {
    label: 'member.overrides',
    says: (overrides) => overrides.map(overrideSays),
    place: (overrides) => pointsPlace(overrides.map(({ near }) => near)),
  },
  fence: {
    label: 'member.fence',
    part: (zone, nth) =>
      t('member.zoneNth', { n: nth + 1, kind: t(zone.inclusion ? 'member.stayIn' : 'member.stayOut') }),
    of: ZONE,
  },
  rallyPoints: {
    label: 'mission.rallyPoints',
    says: (points) =>
      points.map((point, i) =>
        joined([
          t('mission.rallyN', { n: i + 1, at: position(point) }),
          t('unit.m', { value: number(point.heightM, 1) }),
        ]),
      ),
    place: pointsPlace,
  },
  breachReturn: {
    label: 'mission.breachReturn',
    says: (point) => joined([position(point), t('unit.m', { value: number(point.heightM, 1) })]),
    place: pointPlace,
  },
  contingency: {
    label: null,
    of: {
      returnHeightM: figure('mission.returnHeight'),
      atEnd: { label: 'contingency.atEnd', says: (does) => t(`does.${does}`) },
      onLostLink: { label: 'contingency.onLostLink', says: (does) => t(`does.${does}`) },
      onLowBattery: { label: 'contingency.onLowBattery', says: (does) => t(`does.${does}`) },
      onLostPosition: { label: 'contingency.onLostPosition', says: (does) => t(`does.${does}`) },
      onFenceBreach: { label: 'contingency.onFenceBreach', says: (does) => t(`does.${does}`) },
    },
  },
  margin: {
    label: null,
    of: {
      mapErrorM: figure('margin.mapErrorField'),
      reactionS: figure('margin.reactionField'),
      gustDriftM: figure('margin.gustDriftField'),
      windMS: figure('margin.windField'),
    },
  },
  conditions: {
    label: null,
    of: {
      gustMS: figure('conditions.gust'),
      temperatureC: figure('conditions.temperature'),
      batteryHealth: {
        label: 'conditions.batteryHealth',
        says: (health) => number(health * 100),
      },
    },
  },
  authorisation: {
    label: 'mission.authorisation',
    of: {
      number: text('authorisation.number'),
      authority: text('authorisation.authority'),
      fromMs: moment('authorisation.from'),
      toMs: moment('authorisation.to'),
      maxTrueHeightM: figure('authorisation.height'),
      area: ring('member.outline'),
      djiUnlock: {
        label: 'authorisation.unlock',
        says: (unlock) =>
          unlock.kind === 'notNeeded'
            ? t('unlock.notNeeded')
            : joined([
                t('unlock.certificate'),
                unlock.aircraftSerial,
                t('authorisation.window', { from: dateTime(unlock.fromMs), to: dateTime(unlock.toMs) }),
              ]),
      },
    },
  },
  plannedAtMs: moment('member.plannedAt'),
  onboard: {
    label: 'onboard.title',
    says: ({ source, params }) => [
      source,
      ...Object.entries(params).map(([name, value]) => `${name} = ${number(value, 6)}`),
    ],
  },
  crew: {
    label: 'member.crew',
    says: (crew) => crew.map(({ name, duty }) => joined([name, duty])),
  },
  remarks: text('field.remarks'),
  reminders: { label: 'export.reminders', says: (lines) => lines },
  weather: {
    label: 'briefing.title',
    of: {
      kind: { label: 'briefing.kind', says: (kind) => t(`briefing.${kind}`) },
      atMs: moment('briefing.at'),
      source: text('briefing.source'),
      visibilityM: figure('briefing.visibility'),
      precipitation: { label: 'briefing.precipitation', says: (what) => t(`precipitation.${what}`) },
      text: text('briefing.text'),
    },
  },
  checklist: { label: 'briefing.checklist', says: (lines) => lines },
  source: importSource,
}

const FOOTAGE: MembersOf<Footage> = {
  id: null,
  sha256: hash('footage.sha'),
  sizeBytes: { label: 'footage.size', says: (size) => bytes(size) },
  fileName: text('member.fileName'),
  mimeType: text('member.mimeType'),
  kind: { label: 'member.footageKind', says: (kind) => t(`footageKind.${kind}`) },
  flightId: other('member.flight', 'flight'),
  visitId: other('member.takenInVisit', 'visit'),
  takenAt: {
    label: 'member.takenAt',
    of: {
      raw: text('footage.rawTime'),
      source: { label: 'member.timeSource', says: (source) => t(`timeSource.${source}`) },
      assumedZone: text('footage.assumedZone'),
      utcMs: { label: 'member.utc', says: (atMs) => joined([date(atMs), clock(atMs)]) },
      aheadS: figure('footage.ahead', 3),
      aheadWhy: text('member.aheadWhy'),
    },
  },
  placement: {
    label: 'footage.place',
    of: {
      at: at('finding.at'),
      heightM: figure('footage.height'),
      headingDeg: figure('member.heading', 1),
      pitchDeg: figure('member.pitch', 1),
      rollDeg: figure('member.roll', 1),
      errorM: figure('footage.placeError'),
      by: { label: 'member.placedBy', says: (by) => t(`placed.${by}`) },
      reason: text('footage.reason'),
      asset: {
        label: 'member.asset',
        says: ({ siteId, assetId }, nameOfOther) =>
          joined([nameOfOther('site', siteId), nameOfOther('asset', assetId)]),
      },
    },
  },
  device: text('footage.device'),
  widthPx: figure('member.widthPx'),
  heightPx: figure('member.heightPx'),
  clockAheadS: figure('member.clockAhead', 3),
  review: {
    label: 'member.review',
    says: ({ outcome, by, atMs }) => joined([t(`review.${outcome}`), by, dateTime(atMs)]),
  },
  previewOf: other('member.previewOf', 'footage'),
  derived: {
    label: 'footage.derivedFrom',
    says: ({ parentId, momentS, by, atMs }, nameOfOther) =>
      joined([
        nameOfOther('footage', parentId),
        t('unit.s', { value: number(momentS, 3) }),
        by,
        dateTime(atMs),
      ]),
  },
  masks: {
    label: 'mask.title',
    part: (_, nth) => t('mask.n', { n: nth + 1 }),
    of: {
      id: null,
      reason: { label: 'member.maskReason', says: (reason) => t(`mask.${reason}`) },
      fromS: figure('member.maskFrom', 3),
      toS: figure('member.maskTo', 3),
      keys: {
        label: 'member.maskShape',
        says: (keys) =>
          keys.map(({ momentS, ring: corners }) =>
            joined([
              t('mask.moment', { s: number(momentS, 3) }),
              corners.map(([x, y]) => `${number(x * 100, 1)} / ${number(y * 100, 1)}`).join('; '),
            ]),
          ),
      },
    },
  },
  exports: {
    label: 'export.earlier',
    says: (list) =>
      list.map(({ atMs, by, fileName, reason }) => joined([dateTime(atMs), by, fileName, reason])),
  },
  durationS: figure('member.duration', 3),
  codec: text('footage.codec'),
  seconds: {
    label: 'member.seconds',
    says: (list) => t('flight.trackN', { n: list.length }),
    place: (list) => linePlace(list.map(([, lat, lon]) => ({ lat, lon }))),
  },
  security: { label: 'footage.security', says: (list) => list },
  lens: {
    label: 'footage.lens',
    says: ({ hfovDeg, vfovDeg }) => `${number(hfovDeg, 1)}° × ${number(vfovDeg, 1)}°`,
  },
  lenses: { label: 'member.lenses', says: (list) => t('flight.trackN', { n: list.length }) },
  lensKind: { label: 'member.lensKind', says: (kind) => t(`lensKind.${kind}`) },
  zoom: { label: 'member.zoom', says: (times) => t('footage.zoom', { n: number(times, 2) }) },
  target: {
    label: 'footage.laser',
    says: (target) =>
      joined([
        position(target.at),
        target.distanceM !== null && t('footage.laserAway', { m: number(target.distanceM, 1) }),
        target.amslM !== null && t('footage.laserAmsl', { m: number(target.amslM, 1) }),
      ]),
    place: (target) => pointPlace(target.at),
  },
  source: text('member.logSource'),
  importedAtMs: moment('member.importedAt'),
}

const layerSourceSays = (source: Layer['source']): string => {
  switch (source.kind) {
    case 'tiles':
      return joined([t('layerKind.tiles'), source.attribution, source.sha256.slice(0, 16)])
    case 'picture':
      return joined([t('layerKind.picture'), ...source.corners.map(position)])
    case 'vector':
      return joined([
        t('layerKind.vector'),
        `${t('layer.features')} ${number(source.features.length)}`,
        source.from?.fileName,
      ])
  }
}

const termSays = (term: Term): string =>
  term.by === 'day' ? term.day : t(`setting.days.${term.counts}`, { n: term.days })

/** A setting in lines: what it is, then what it says. */
function settingSays(value: SettingValue): string[] {
  const days = ({ days: n, counts }: DayCount): string => t(`setting.days.${counts}`, { n })
  const name = t(`setting.${value.name}`)
  switch (value.name) {
    case 'holidays':
      return [
        name,
        ...value.years.map(({ year, source, off, work }) =>
          joined([String(year), source, off.join(' '), work.join(' ')]),
        ),
      ]
    case 'deadlinesByLevel':
      return [
        name,
        ...value.rows.map(({ level, enterprise, recheck, source }) =>
          joined([t(`level.${level}`), days(enterprise), days(recheck), source]),
        ),
      ]
    case 'escalation':
      return [
        name,
        ...value.rows.map((row) =>
          joined([t(`level.${row.level}`), t('setting.days.natural', { n: row.days }), row.whom]),
        ),
        value.source,
      ]
    case 'airIsLead':
      return [name, t(value.isOn ? 'member.yes' : 'member.no'), value.reason]
    case 'seenResolution':
      return [name, t('setting.cmPerPixel', { n: number(value.cmPerPixel, 1) })]
    case 'idleLock':
      return [name, value.minutes === null ? t('member.no') : t('setting.minutes', { n: value.minutes })]
    case 'visitRules':
      return [
        name,
        value.perYear === null
          ? t('cap.unknown', { source: value.source })
          : t('setting.perYear', { n: value.perYear }),
        t('setting.mergeDays', { n: value.mergeDays }),
        value.source,
      ]
    case 'agencies':
      return [name, ...value.rows.map((row) => joined([nameOf(row.name), row.basis])), value.source]
  }
}

const ruleSays = ({ freq, interval, from, byMonth, byMonthDay, byDay, count, until }: Rule): string =>
  joined([
    t('duty.every', { freq: t(`freq.${freq}`), n: interval }),
    byMonth.length > 0 && t('duty.inMonths', { list: byMonth.join('、') }),
    byMonthDay.length > 0 &&
      t('duty.onDays', { list: byMonthDay.map((day) => (day === -1 ? t('duty.lastDay') : day)).join('、') }),
    byDay.length > 0 && byDay.map((day) => t(`weekday.${day}`)).join('、'),
    t('duty.from', { day: from }),
    count !== null && t('duty.times', { n: count }),
    until !== null && t('duty.until', { day: until }),
  ])

const approvalSays = ({ no, by, atMs, urgentReason }: Approval): string =>
  urgentReason === null
    ? t('approvalSaid.plain', { no, by: by.name, at: dateTime(atMs) })
    : t('approvalSaid.urgent', { no, by: by.name, at: dateTime(atMs), reason: urgentReason })
const peopleSay = (people: readonly PersonRef[]): string[] =>
  people.map((person) => joined([person.name, person.number]))
const amount = (value: number | null): string => (value === null ? '-' : number(value, 6))
function answerSays(answer: Answer): string[] {
  const verdict = t(`answer.${answer.verdict}`)
  if (answer.kind === 'verdict') return [verdict]
  return [
    verdict,
    ...answer.rows.map(({ chemical, unit, book, counted, system }) => {
      const known = chemicalById(chemical)
      const name = known ? (language() === 'en' ? known.en : known.zh) : chemical
      const figures = { book: amount(book), counted: amount(counted), system: amount(system) }
      return t('stock.said', { name, unit, ...figures })
    }),
  ]
}
const AGENCY: MembersOf<Agency> = {
  id: null,
  name: NAME,
  basis: text('campaign.basis'),
  canInspect: yesNo('campaign.canInspect'),
}
const ROUND: MembersOf<Round> = {
  id: null,
  no: figure('campaign.rounds', 0),
  name: text('round.name'),
  fromMs: moment('campaign.from'),
  toMs: moment('campaign.to'),
  missionIds: others('campaign.missions', 'mission'),
  agencyIds: { label: 'campaign.agencies', says: (ids) => [...ids] },
  checklist: {
    label: 'checklist.one',
    says: ({ id }, nameOfOther) => nameOfOther('checklist', id),
  },
  approval: { label: 'campaign.approval', says: approvalSays },
  copiedFromId: text('campaign.copiedFrom'),
}

/** The members of every kind of document, in the order in which people ask for them. A member without a row does not compile. */
export const MEMBERS: { readonly [K in Aggregate]: MembersOf<DocumentOf<K>> } = {
  enterprise: {
    id: null,
    name: NAME,
    creditCode: text('enterprise.code'),
    address: text('enterprise.address'),
    licences: {
      label: 'enterprise.licences',
      says: (licences) =>
        licences.map((licence) =>
          joined([
            t(`licence.${licence.kind}`),
            licence.number,
            licence.authority,
            licence.validUntil && `${t('field.validUntil')} ${licence.validUntil}`,
          ]),
        ),
    },
    holdings: {
      label: 'enterprise.holdings',
      says: (holdings) =>
        holdings.map(({ chemical, amount, unit }) => {
          const known = chemicalById(chemical)
          const name = known ? (language() === 'en' ? known.en : known.zh) : chemical
          return `${name} ${number(amount, 3)} ${unit}`
        }),
    },
    safetyOfficer: { label: 'enterprise.officer', says: personSays },
    contacts: { label: 'enterprise.contacts', says: (people) => people.map(personSays) },
    remarks: text('field.remarks'),
  },
  site: SITE,
  mission: MISSION,
  frozen: {
    id: null,
    missionId: other('flight.mission', 'mission'),
    revision: hash('flight.revision'),
    mission: { label: 'flight.mission', says: (mission) => nameOf(mission.name) },
    sites: { label: 'mission.site', says: (list) => list.map((site) => nameOf(site.name)) },
    releases: {
      label: 'member.releases',
      says: (list) => list.map(({ by, role, reason }) => t('export.released', { by, role, reason })),
    },
    exports: {
      label: 'export.earlier',
      says: (list) => list.map(({ atMs, by, fileName }) => joined([dateTime(atMs), by, fileName])),
    },
  },
  flight: {
    id: null,
    missionId: other('flight.mission', 'mission'),
    missionRevision: hash('flight.revision'),
    siteIds: others('mission.site', 'site'),
    takeoffAtMs: moment('flight.takeoff'),
    landedAtMs: moment('flight.landed'),
    pilot: text('flight.pilot'),
    aircraft: text('flight.aircraft'),
    logIds: others('flight.papers', 'footage'),
    track: {
      label: 'flight.track',
      says: (track) => t('flight.trackN', { n: track.length }),
      place: linePlace,
    },
    shots: { label: 'member.shots', says: (shots) => number(shots.length) },
    takes: { label: 'member.takes', says: (takes) => number(takes.length) },
    remarks: text('field.remarks'),
  },
  footage: FOOTAGE,
  sighting: {
    id: null,
    findingId: other('member.finding', 'finding'),
    flightId: other('member.flight', 'flight'),
    footageId: other('finding.evidence', 'footage'),
    momentS: figure('footage.moment', 3),
    untilS: figure('footage.momentUntil', 3),
    region: {
      label: 'member.region',
      says: ({ x, y, width, height }) => [x, y, width, height].map((value) => percent(value, 1)).join(' / '),
    },
    at: at('finding.at'),
    errorM: figure('finding.placeError', 1),
    seenAtMs: moment('member.seenAt'),
    seenFrom: { label: 'finding.seenFrom', says: (from) => t(`seen.${from}`) },
    outcome: { label: 'finding.outcome', says: (outcome) => t(`outcome.${outcome}`) },
    visitId: other('member.takenInVisit', 'visit'),
    level: { label: 'finding.level', says: (level) => t(`level.${level}`) },
    author: text('member.author'),
    words: text('finding.words'),
    knew: {
      label: 'member.knew',
      says: ({ sightings, steps }) => t('member.knewSaid', { n: sightings.length, steps }),
    },
  },
  finding: {
    id: null,
    state: { label: 'finding.state', says: (state) => t(`state.${state}`) },
    transitions: {
      label: 'finding.history',
      says: (steps) =>
        steps.map((step) =>
          t('finding.step', {
            at: dateTime(step.atMs),
            from: t(`state.${step.from}`),
            to: t(`state.${step.to}`),
            by: step.by,
            reason: step.reason,
          }),
        ),
    },
    deadlines: {
      label: 'finding.deadlines',
      says: (deadlines) =>
        deadlines.map(({ dueMs, by, setAtMs, reason }) =>
          t('finding.deadlineLine', { due: dateTime(dueMs), by, at: dateTime(setAtMs), reason }),
        ),
    },
    title: text('finding.title'),
    category: text('finding.category'),
    level: { label: 'finding.level', says: (level) => t(`level.${level}`) },
    risk: { label: 'finding.risk', says: (risk) => t(`risk.${risk}`) },
    owner: text('finding.owner'),
    at: at('finding.at'),
    enterpriseId: other('finding.enterprise', 'enterprise'),
    enterpriseBy: { label: 'member.enterpriseBy', says: (by) => t(`enterpriseBy.${by}`) },
    siteId: other('mission.site', 'site'),
    assetId: other('member.asset', 'asset'),
    openedAtMs: moment('finding.opened'),
    recursOfId: other('member.recursOf', 'finding'),
    selfReport: {
      label: 'finding.selfReport',
      says: ({ selfCheckId }, nameOfOther) => nameOfOther('selfCheck', selfCheckId),
    },
    agency: { label: 'finding.agency', says: ({ name }) => nameOf(name) },
    rechecks: {
      label: 'finding.rechecks',
      says: (list) =>
        list.map(({ result, by, atMs, words }) =>
          joined([t(`recheck.${result}`), by, dateTime(atMs), words]),
        ),
    },
    transfers: {
      label: 'finding.transfers',
      says: (list) =>
        list.map(({ how, to, by, atMs, answer }) =>
          joined([t(`transfer.${how}`), nameOf(to.name), by, dateTime(atMs), answer?.words]),
        ),
    },
    cases: {
      label: 'finding.cases',
      says: (list) =>
        list.map(({ kind, no, by, atMs }) => joined([t(`case.${kind}`), no, by, dateTime(atMs)])),
    },
  },
  layer: {
    id: null,
    name: NAME,
    order: figure('member.layerOrder'),
    visible: yesNo('layer.visible'),
    opacity: share('layer.opacity'),
    source: { label: 'field.source', says: layerSourceSays },
  },
  campaign: {
    id: null,
    name: NAME,
    kind: { label: 'visit.kind', says: (kind) => t(`visitKind.${kind}`) },
    organiser: text('campaign.organiser'),
    agencies: { label: 'campaign.agencies', part: (agency) => nameOf(agency.name), of: AGENCY },
    basis: text('campaign.basis'),
    approval: { label: 'campaign.approval', says: approvalSays },
    fromMs: moment('campaign.from'),
    toMs: moment('campaign.to'),
    enterpriseIds: others('campaign.enterprises', 'enterprise'),
    rounds: { label: 'campaign.rounds', part: ({ no }) => t('round.no', { n: no }), of: ROUND },
    drawId: other('campaign.draw', 'draw'),
    closedAtMs: moment('campaign.closed'),
  },
  visit: {
    id: null,
    enterpriseId: other('finding.enterprise', 'enterprise'),
    siteIds: others('mission.site', 'site'),
    campaignId: other('campaign.one', 'campaign'),
    roundId: text('campaign.rounds'),
    kind: { label: 'visit.kind', says: (kind) => t(`visitKind.${kind}`) },
    mode: { label: 'visit.mode', says: (mode) => t(`visitMode.${mode}`) },
    agencies: { label: 'campaign.agencies', part: (agency) => nameOf(agency.name), of: AGENCY },
    approval: { label: 'campaign.approval', says: approvalSays },
    notice: {
      label: 'visit.notice',
      says: ({ no, atMs }) => t('member.noticeSaid', { no, at: dateTime(atMs) }),
    },
    officers: { label: 'visit.officers', says: peopleSay },
    assistants: { label: 'visit.assistants', says: peopleSay },
    entryCode: text('visit.entryCode'),
    fromMs: moment('visit.from'),
    toMs: moment('visit.to'),
    flightIds: others('visit.flights', 'flight'),
    checklist: {
      label: 'checklist.one',
      says: ({ id }, nameOfOther) => nameOfOther('checklist', id),
    },
    items: {
      label: 'visit.items',
      part: ({ id }) => id,
      of: {
        id: null,
        answer: { label: 'visit.answer', says: answerSays },
        sightingIds: others('visit.sightings', 'sighting'),
        words: text('visit.words'),
      },
    },
    recheckIds: others('visit.rechecks', 'finding'),
    record: text('visit.record'),
    signature: {
      label: 'visit.signature',
      says: ({ how, by, witness }) => t(`signature.${how}`, { by, witness }),
    },
    countsTowardCap: yesNo('visit.counts'),
    capReason: text('visit.capReason'),
    mergedIntoId: other('visit.mergedInto', 'visit'),
  },
  checklist: {
    id: null,
    name: NAME,
    versions: {
      label: 'checklist.versions',
      part: ({ no }) => t('checklist.version', { n: no }),
      of: {
        id: null,
        no: figure('checklist.versions', 0),
        atMs: moment('checklist.at'),
        by: text('checklist.by'),
        items: { label: 'checklist.items', says: (items) => items.map(({ words }) => nameOf(words)) },
      },
    },
  },
  acceptance: {
    id: null,
    station: hash('stations.one'),
    publicKey: hash('stations.key'),
    name: text('stations.name'),
    byName: text('stations.acceptedBy'),
    until: { label: 'stations.until', says: ({ seq }) => t('stations.untilSaid', { n: seq }) },
  },
  rectificationOrder: {
    id: null,
    issued: {
      label: 'order.issued',
      says: ({ no, by, atMs }) => joined([no, by, dateTime(atMs)]),
    },
    served: {
      label: 'order.served',
      says: ({ how, servedAtMs, by, receipt }) =>
        joined([t(`serviceWay.${how}`), dateTime(servedAtMs), by, receipt]),
    },
    due: text('order.due'),
    extensions: {
      label: 'order.extensions',
      says: (list) => list.map(({ to, by, reason }) => joined([to, by, reason])),
    },
    withdrawn: { label: 'order.withdrawn', says: ({ by, reason }) => joined([by, reason]) },
    enterpriseId: other('finding.enterprise', 'enterprise'),
    agency: { label: 'order.agency', says: ({ name, basis }) => joined([nameOf(name), basis]) },
    measure: { label: 'order.measure', says: (measure) => t(`measure.${measure}`) },
    legalBasis: text('order.legalBasis'),
    items: {
      label: 'order.items',
      says: (items, nameOfOther) =>
        items.map(({ findingId, demand, criterion }) =>
          joined([
            nameOfOther('finding', findingId),
            demand,
            t(`proofBy.${criterion.proof}`),
            criterion.words,
          ]),
        ),
    },
    term: { label: 'order.term', says: termSays },
    recheck: { label: 'order.recheck', says: ({ days, counts }) => t(`setting.days.${counts}`, { n: days }) },
    termSource: text('order.termSource'),
    replacesId: other('order.replaces', 'rectificationOrder'),
    drafted: { label: 'order.drafted', says: ({ by, atMs }) => joined([by, dateTime(atMs)]) },
  },
  setting: { id: null, value: { label: 'setting.one', says: settingSays } },
  person: {
    id: null,
    name: text('people.name'),
    roles: { label: 'people.roles', says: (roles) => roles.map((role) => t(`role.${role}`)) },
    unit: text('people.unit'),
    number: text('people.number'),
    phone: text('people.phone'),
    joinedAtMs: moment('people.joined'),
    leftAtMs: moment('people.left'),
    // What a passphrase is kept as is told by no call: when it was set is.
    secret: { label: 'people.passphraseSet', says: ({ setAtMs }) => dateTime(setAtMs) },
    recovery: { label: 'people.recovery', says: () => t('member.yes') },
    sawAloneAtMs: moment('people.sawAlone'),
  },
  releaseSheet: {
    id: null,
    tag: text('people.sheetTag'),
    by: { label: 'people.sheetBy', says: ({ name, number: no }) => joined([name, no]) },
    madeAtMs: moment('people.sheetMade'),
    withdrawnAtMs: moment('people.sheetWithdrawn'),
    codes: {
      label: 'people.codes',
      part: (_code, nth) => t('people.codeNo', { n: nth + 1 }),
      of: {
        id: null,
        phc: hash('people.codeKept'),
        used: {
          label: 'people.codeUsed',
          says: ({ missionName, by, atMs, revision }) =>
            joined([missionName, revision.slice(0, 16), by.name, dateTime(atMs)]),
        },
      },
    },
  },
  duty: {
    id: null,
    enterpriseId: other('finding.enterprise', 'enterprise'),
    kind: { label: 'duty.kind', says: (kind) => t(`dutyKind.${kind}`) },
    name: NAME,
    basis: text('duty.basis'),
    isDraft: yesNo('duty.draft'),
    rule: { label: 'duty.rule', says: ruleSays },
    leadDays: figure('duty.leadDays', 0),
    ifOpen: { label: 'duty.ifOpen', says: (ifOpen) => t(`ifOpen.${ifOpen}`) },
    done: {
      label: 'duty.doneOnes',
      says: (list) => list.map(({ dueOn, doneOn, by, words }) => joined([dueOn, doneOn, by.name, words])),
    },
    remarks: text('field.remarks'),
  },
  selfCheck: {
    id: null,
    enterpriseId: other('finding.enterprise', 'enterprise'),
    siteId: other('mission.site', 'site'),
    checkedOn: text('selfCheck.checkedOn'),
    checkedBy: { label: 'selfCheck.checkedBy', says: personSays },
    items: {
      label: 'selfCheck.items',
      says: (items) =>
        items.map(({ what, result, words }) => joined([what, t(`checkResult.${result}`), words])),
    },
    how: { label: 'selfCheck.how', says: (how) => t(`checkHow.${how}`) },
    footageIds: others('selfCheck.scans', 'footage'),
    enteredBy: { label: 'selfCheck.enteredBy', says: ({ name }) => name },
    enteredAtMs: moment('selfCheck.enteredAt'),
    remarks: text('field.remarks'),
  },
  draw: {
    id: null,
    name: NAME,
    attempts: {
      label: 'draw.attempts',
      says: (attempts) =>
        attempts.map(({ reason, commitment, outcome }) =>
          joined([reason, commitment.slice(0, 16), outcome?.seed, outcome && number(outcome.drawn.length)]),
        ),
    },
  },
}
