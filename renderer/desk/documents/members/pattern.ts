import type { Pattern, PhotoTrigger, Spacing, Step } from '../../../../src/core/mission/pattern.ts'
import { number, position } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { figure, yesNo, at, ring, path, linePlace, pointsPlace, joined } from './say.ts'

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

export const PATTERN: MembersOf<Pattern> = {
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
  startDeg: {
    label: 'pattern.start',
    says: (value) => (value === undefined ? t('pattern.startHomeward') : `${number(value, 1)}°`),
  },
  reversed: { label: 'member.reversed', says: (value) => t(value ? 'member.yes' : 'member.no') },
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
