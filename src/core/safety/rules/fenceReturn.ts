import { pointClearance, segmentClears } from '../clearance.ts'
import type { Shape } from '../shapes.ts'
import { isTriangleNear } from '../triangles.ts'
import { groundKnown, heightLimit, heightOverHomeM, provenTrueHeightM, worstTopM } from '../heights.ts'
import { volumesOf } from '../../site/volumes.ts'
import type { Obstacle } from '../obstacles.ts'
import { badReturns, type BadReturns, betterHome, betterRallyPoint } from '../returnFixes.ts'
import { returnHeightM, usesRallyPoints } from '../../route/destination.ts'
import { lowestReturnM, type ReturnPiece, returnPieces } from '../returns.ts'
import { keepsZone, meetsColumn } from '../returnWays.ts'
import type { Rule } from '../rule.ts'
import { checkItem, placeOf, rounded, type Subject } from '../subject.ts'
import type { CheckItem, Fix } from '../verdict.ts'

/** A return passes this far over an asset, m (design, `height.clearance`: 15 m). */
const OVER_ASSET_M = 15
/** So near to where it lands, a return is as low as the climb-out was: it must only miss the asset. */
const LANDING_RADIUS_M = 15
const NOWHERE_M = 1e-6

/**
 * `fence.return`: from every place of the route the return that this firmware flies keeps the fence: straight up to the
 * return height, straight to the destination that it would choose there, straight down. The ways back from a leg to one
 * destination fill a triangle, and all of it keeps the margin of every zone; nothing is sampled. The return height
 * keeps zones' ceilings and the limit of true height, and passes 15 m over assets and over explosion zones.
 *
 * Limits: the fence margin; the approval's height or 120 m; 15 m over assets. Source: the firmware (design, section 6,
 * "What returns really do"). Released by a named person with a reason. Missing data: without declared ground, assets
 * under a return are judged as if on level ground and reported as unknown too.
 */
export const fenceReturn: Rule = {
  id: 'fence.return',
  release: 'reason',
  check(subject) {
    const pieces = returnPieces(subject)
    if (pieces.length === 0) return []
    return [
      ...sideways(subject, pieces),
      ...rallyPoints(subject),
      ...breachPoint(subject),
      ...ceilings(subject, pieces),
      ...tooHigh(subject, pieces),
      ...overAssets(subject, pieces),
    ]
  },
}

const source = ({ mission }: Subject): string => `${mission.vehicle.firmware}: ${mission.vehicle.name.en}`

function sideways(subject: Subject, pieces: readonly ReturnPiece[]): CheckItem[] {
  const failing = subject.zones
    .map((zone) => ({
      zone,
      bad: pieces.filter((piece) => !keepsZone(subject, zone, piece)),
    }))
    .filter(({ bad }) => bad.length > 0)
  if (failing.length === 0) return []
  const fixes = sidewaysFixes(subject, pieces, new Set(failing.flatMap(({ bad }) => bad)))
  return failing.map(({ zone, bad }) => {
    const from: BadReturns = badReturns(subject, bad, zone)
    return checkItem('fence.return', zone.zone.inclusion ? 'return_outside' : 'return_in_exclusion', {
      value: rounded(from.worstM),
      limit: rounded(subject.marginM),
      unit: 'm',
      source: source(subject),
      place: placeOf(subject.frame, from.lines),
      params: {
        zone: zone.number,
        lengthM: rounded(from.lengthM, 1),
        to: [...new Set(bad.map(({ to }) => to.rally))].sort((p, q) => p - q).join(', '),
      },
      fixes,
    })
  })
}

function sidewaysFixes(subject: Subject, pieces: readonly ReturnPiece[], bad: ReadonlySet<ReturnPiece>) {
  const fixes: (Fix & { code: 'addRallyPoint' | 'moveHome' })[] = []
  if (usesRallyPoints(subject.mission)) {
    const at = betterRallyPoint(subject, pieces, [...bad])
    if (at) fixes.push({ code: 'addRallyPoint', params: at })
  } else {
    const at = betterHome(subject, pieces, [...bad])
    if (at) fixes.push({ code: 'moveHome', params: at })
  }
  return fixes
}

/** Rally points keep the fence themselves: a return ends there, from its height straight down to the ground. */
function rallyPoints(subject: Subject): CheckItem[] {
  if (!usesRallyPoints(subject.mission)) return []
  return subject.mission.rallyPoints.flatMap((point, i) => {
    const { x, y } = subject.frame.toLocal(point)
    const to = { at: { x, y }, heightM: point.heightM, rally: i + 1 }
    const highM = returnHeightM(subject.mission, to)
    const place = placeOf(subject.frame, [[{ x, y }]])
    const errorM = subject.mission.vehicle.positionErrorM
    const under = subject.obstacles.find(
      ({ asset, shape }) => asset.heightM > 0 && gapTo(shape, x, y) < Math.max(NOWHERE_M, errorM),
    )
    const landing = under
      ? [
          checkItem('fence.return', 'rally_on_asset', {
            value: rounded(gapTo(under.shape, x, y)),
            limit: errorM,
            unit: 'm',
            source: source(subject),
            place,
            params: {
              number: i + 1,
              asset: under.asset.name.zh,
              assetEn: under.asset.name.en || under.asset.name.zh,
            },
          }),
        ]
      : []
    const outside = subject.zones
      .filter(
        (zone) =>
          meetsColumn(subject, zone, Math.min(0, point.heightM), highM) &&
          !segmentClears(zone.shape, zone.zone.inclusion, x, y, x, y, subject.needM),
      )
      .slice(0, 1)
      .map((zone) =>
        checkItem('fence.return', 'rally_outside', {
          value: rounded(pointClearance(zone.shape, zone.zone.inclusion, x, y)),
          limit: rounded(subject.marginM),
          unit: 'm',
          source: source(subject),
          place,
          params: { number: i + 1, zone: zone.number },
        }),
      )
    return [...outside, ...landing]
  })
}

/** The point that ArduPilot goes to after a breach lies inside the fence as every return does. */
function breachPoint(subject: Subject): CheckItem[] {
  const { mission, frame, zones } = subject
  const { breachReturn } = mission
  if (
    !breachReturn ||
    mission.vehicle.firmware !== 'ardupilot' ||
    mission.contingency.onFenceBreach !== 'return'
  )
    return []
  const { x, y } = frame.toLocal(breachReturn)
  return zones
    .filter(({ shape, zone }) => !segmentClears(shape, zone.inclusion, x, y, x, y, subject.needM))
    .slice(0, 1)
    .map(({ shape, zone, number }) =>
      checkItem('fence.return', 'breach_return_outside', {
        value: rounded(pointClearance(shape, zone.inclusion, x, y)),
        limit: rounded(subject.marginM),
        unit: 'm',
        source: source(subject),
        place: placeOf(frame, [[{ x, y }]]),
        params: { zone: number },
      }),
    )
}

/** Returns that climb through a zone's ceiling; legs that are over it already are `fence.leg`'s. */
function ceilings(subject: Subject, pieces: readonly ReturnPiece[]): CheckItem[] {
  const errorM = subject.mission.vehicle.positionErrorM
  return subject.zones.flatMap(({ zone, number }) => {
    if (!zone.inclusion || zone.ceilingM === null) return []
    const allowedM = zone.ceilingM - errorM
    const bad = pieces.filter(({ leg, highM }) => highM > allowedM && leg.highM <= allowedM)
    if (bad.length === 0) return []
    const highM = Math.max(...bad.map((piece) => piece.highM))
    return [
      checkItem('fence.return', 'return_above_ceiling', {
        value: rounded(zone.ceilingM - highM),
        limit: errorM,
        unit: 'm',
        source: source(subject),
        place: placeOf(subject.frame, linesOf(bad)),
        params: { zone: number, heightM: rounded(highM, 1), ceilingM: zone.ceilingM },
        fixes: lowerReturn(subject, bad, Math.floor(allowedM * 10) / 10),
      }),
    ]
  })
}

/** Returns that climb over the limit of true height; legs that do are `height.ceiling`'s. */
function tooHigh(subject: Subject, pieces: readonly ReturnPiece[]): CheckItem[] {
  const { limitM, source: whose } = heightLimit(subject)
  const over = (heightM: number) => provenTrueHeightM(subject, heightM) > limitM
  const bad = pieces.filter(({ leg, highM }) => over(highM) && !over(leg.highM))
  if (bad.length === 0) return []
  const highM = Math.max(...bad.map((piece) => piece.highM))
  return [
    checkItem('fence.return', 'return_too_high', {
      value: rounded(provenTrueHeightM(subject, highM), 1),
      limit: limitM,
      unit: 'm',
      source: whose,
      place: placeOf(subject.frame, linesOf(bad)),
      params: { heightM: rounded(highM, 1) },
      fixes: lowerReturn(subject, bad, heightOverHomeM(subject, limitM)),
    }),
  ]
}

/** The return height that keeps all returns of some pieces at or below a height over home. */
function lowerReturn(subject: Subject, bad: readonly ReturnPiece[], mostM: number) {
  const { firmware } = subject.mission.vehicle
  const aboveM = firmware === 'px4' ? Math.max(...bad.map(({ to }) => to.heightM)) : 0
  const heightM = Math.floor((mostM - aboveM) * 10 + NOWHERE_M) / 10
  // A rally point that is itself too high for ArduPilot cannot be mended by the return height.
  const mends = firmware !== 'ardupilot' || bad.every(({ to }) => to.heightM <= mostM)
  return heightM >= 0 && mends ? [{ code: 'setReturnHeight' as const, params: { heightM } }] : []
}

function overAssets(subject: Subject, pieces: readonly ReturnPiece[]): CheckItem[] {
  const errorM = Math.max(NOWHERE_M, subject.mission.vehicle.positionErrorM)
  let near = false
  const items = subject.obstacles.flatMap((obstacle): CheckItem[] => {
    const volumes = inTheWay(subject, obstacle)
    return volumes.flatMap(({ code, topM, clearM, reachM }) => {
      const bad: { piece: ReturnPiece; heightM: number; awayM: number }[] = []
      for (const piece of pieces) {
        const { leg, to } = piece
        if (leg.kind === 'up' && to.rally === 0) continue
        // Nothing of a return is lower than the leg it starts from: most pieces are over most assets.
        if (piece.lowM >= topM + clearM) {
          near ||= !groundKnown(subject) && touches(obstacle.shape, piece, reachM + errorM)
          continue
        }
        const touching = touches(obstacle.shape, piece, reachM + errorM)
        near ||= touching
        if (!touching) continue
        const awayM = Math.max(0, gapTo(obstacle.shape, to.at.x, to.at.y) - reachM - errorM)
        const heightM = lowestReturnM(subject.mission, piece, awayM)
        const needM = awayM < LANDING_RADIUS_M ? Math.min(clearM, errorM) : clearM
        if (heightM < topM + needM) bad.push({ piece, heightM, awayM })
      }
      if (bad.length === 0) return []
      const lowM = Math.min(...bad.map(({ heightM }) => heightM))
      const { asset } = obstacle
      return [
        checkItem('fence.return', code, {
          value: rounded(lowM - topM, 1),
          limit: clearM,
          unit: 'm',
          source: source(subject),
          place: placeOf(subject.frame, linesOf(bad.map(({ piece }) => piece))),
          params: {
            asset: asset.name.zh,
            assetEn: asset.name.en || asset.name.zh,
            heightM: rounded(lowM, 1),
          },
          fixes: raiseReturn(subject, bad, topM + clearM),
        }),
      ]
    })
  })
  if (near && !groundKnown(subject))
    items.push(checkItem('fence.return', 'terrain_unknown', { severity: 'unknown', source: source(subject) }))
  return items
}

type Volume = {
  code: 'return_over_asset' | 'return_in_explosion_zone' | 'return_in_no_overflight'
  topM: number
  clearM: number
  reachM: number
}

/** What a return must pass over: the asset itself, its explosion zone and its no-overflight volume. */
function inTheWay(subject: Subject, { asset }: Obstacle): Volume[] {
  const volumes: Volume[] = []
  if (asset.heightM > 0)
    volumes.push({
      code: 'return_over_asset',
      topM: worstTopM(subject, asset.heightM),
      clearM: OVER_ASSET_M,
      reachM: 0,
    })
  for (const { what, topM, reachM } of volumesOf(asset))
    volumes.push({
      code: what === 'explosion' ? 'return_in_explosion_zone' : 'return_in_no_overflight',
      topM: worstTopM(subject, topM),
      clearM: 0,
      reachM,
    })
  return volumes
}

const touches = (shape: Shape, piece: ReturnPiece, reachM: number): boolean =>
  isTriangleNear(shape, piece.triangle, reachM)

const gapTo = (shape: Shape, x: number, y: number): number => Math.max(0, pointClearance(shape, false, x, y))

/** A higher return that passes over what is in the way, where height alone can mend it and the limit allows it. */
function raiseReturn(subject: Subject, bad: readonly { piece: ReturnPiece; awayM: number }[], overM: number) {
  const { mission } = subject
  const aboveM =
    mission.vehicle.firmware === 'px4' ? Math.min(...bad.map(({ piece }) => piece.to.heightM)) : 0
  const heightM = Math.ceil((overM - aboveM) * 10 - NOWHERE_M) / 10
  const raised = { ...mission, contingency: { ...mission.contingency, returnHeightM: heightM } }
  const mends = bad.every(({ piece, awayM }) => lowestReturnM(raised, piece, awayM) >= overM)
  const { limitM } = heightLimit(subject)
  const allowed = bad.every(
    ({ piece }) => provenTrueHeightM(subject, returnHeightM(raised, piece.to)) <= limitM,
  )
  return mends && allowed && heightM <= 500 ? [{ code: 'setReturnHeight' as const, params: { heightM } }] : []
}

const linesOf = (pieces: readonly ReturnPiece[]) => pieces.map(({ a, b }) => [a, b])
