import type { GroundRange } from './groundUnder.ts'
import type { Subject } from './subject.ts'

/**
 * The highest height in the open air without a separate permit: 120 m true height, the top of the uncontrolled
 * airspace of 无人驾驶航空器飞行管理暂行条例 (Interim Regulation on UAV flight), article 19.
 */
const OPEN_CEILING_M = 120
const OPEN_CEILING_SOURCE = '无人驾驶航空器飞行管理暂行条例 19'

/**
 * True height over the ground in the worst case for a height over home, m: over the lowest ground that the sites
 * declare, or over home where that is lower; `null` when that or the height of home above sea level is not known.
 */
export function worstTrueHeightM(
  subject: Subject,
  heightM: number,
  ground: GroundRange | null = subject.ground,
): number | null {
  const { amslM } = subject.mission.home
  if (amslM === null || ground === null) return null
  // Declared ground below home counts; where it is known leg by leg, ground above home counts too.
  const offset = amslM - ground.lowestM
  return heightM + (ground === subject.ground ? Math.max(0, offset) : offset)
}

/**
 * What can be said for certain: the worst case where the ground is declared; else as if all ground were as high as
 * home, which is right at home itself and above nothing but higher ground too much.
 */
export const provenTrueHeightM = (
  subject: Subject,
  heightM: number,
  ground: GroundRange | null = subject.ground,
): number => worstTrueHeightM(subject, heightM, ground) ?? heightM

/** The highest height over home that keeps a limit of true height, m, rounded down to 0.1 m. */
export function heightOverHomeM(subject: Subject, trueHeightM: number): number {
  const offset = worstTrueHeightM(subject, 0) ?? 0
  return Math.floor((trueHeightM - offset) * 10 + 1e-6) / 10
}

/** The true height that the flight may have, m, and where the limit comes from. */
export function heightLimit(subject: Subject): { limitM: number; source: string } {
  const authorised = subject.approved
  return authorised && authorised.maxTrueHeightM < OPEN_CEILING_M
    ? { limitM: authorised.maxTrueHeightM, source: authorised.number }
    : { limitM: OPEN_CEILING_M, source: OPEN_CEILING_SOURCE }
}

/** The highest height over home that the route has, m; null for an empty one. */
export const highestM = (subject: Subject): number | null =>
  subject.legs.reduce<number | null>((most, { highM }) => Math.max(most ?? highM, highM), null)

/** The height over home of something that stands `heightM` over the ground, in the worst case, m. */
export function worstTopM(
  subject: Subject,
  heightM: number,
  ground: GroundRange | null = subject.ground,
): number {
  const { amslM } = subject.mission.home
  if (amslM === null || ground === null) return heightM
  const offset = ground.highestM - amslM
  return heightM + (ground === subject.ground ? Math.max(0, offset) : offset)
}

/** Whether heights over home can be told from heights over the ground. */
export const groundKnown = (subject: Subject): boolean =>
  subject.mission.home.amslM !== null && subject.ground !== null
