import {
  type FenceZone,
  type Mission,
  type Override,
  SPECIAL_CASES,
} from '../../../../src/core/mission/mission.ts'
import type { Camera, Vehicle } from '../../../../src/core/mission/vehicle.ts'
import { dateTime, length, nameOf, number, percent, position } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import { pointPlace } from '../../places.ts'
import { casesSay, hoursSay } from './permit.ts'
import type { MembersOf } from './member.ts'
import { PATTERN } from './pattern.ts'
import {
  text,
  figure,
  moment,
  other,
  others,
  at,
  ring,
  pointsPlace,
  joined,
  NAME,
  importSource,
} from './say.ts'

const ZONE: MembersOf<FenceZone> = {
  id: null,
  name: text('fence.name'),
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

export const MISSION: MembersOf<Mission> = {
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
      approvalId: other('permit.choose', 'flightApproval'),
      kind: { label: 'permit.kind', says: (kind) => t(`permitKind.${kind}`) },
      zone: text('permit.zone'),
      hours: { label: 'permit.hours', says: hoursSay },
      maxAmslM: figure('permit.maxAmsl'),
      covers: { label: 'permit.covers', says: casesSay },
    },
  },
  craftId: other('craft.choose', 'craft'),
  batteryIds: others('battery.choose', 'battery'),
  special: {
    label: 'special.title',
    says: (special) =>
      SPECIAL_CASES.filter((one) => special[one] !== undefined).map((one) =>
        joined([t(`special.${one}`), t(special[one] ? 'special.yes' : 'special.no')]),
      ),
  },
  exemption: { label: 'exemption.title', says: (why) => t(`exemption.${why}`) },
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
