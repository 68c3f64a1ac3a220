import type { LaserTarget } from '../footage.ts'
import type { FootageView } from './footageViews.ts'
import type { Assumed } from './view.ts'

/** Views of one photo or clip as an index keeps them: what they have in common, and the views as plain numbers. */
export type PackedViews = {
  readonly common: Pick<FootageView, 'footageId' | 'flightId' | 'takenAtMs' | 'widthPx' | 'ground'>
  /** What the laser of a photo measured. */
  readonly target: LaserTarget | null
  readonly views: Float32Array
}

/**
 * Where the numbers of one view stand. A place would be a metre off in 32 bits: each of its numbers is the sum of two.
 * A photo has no moment: NaN stands for it.
 */
export const VIEW = {
  moment: 0,
  lat: 1,
  lon: 3,
  height: 5,
  heading: 6,
  pitch: 7,
  roll: 8,
  hfov: 9,
  vfov: 10,
  assumed: 11,
} as const
/** How many numbers a view takes. */
export const VIEW_WIDTH = 12

const LENS = 1
export const ATTITUDE = 2
const ASSUMED: readonly (readonly Assumed[])[] = [[], ['lens'], ['attitude'], ['lens', 'attitude']]
/** What bits of `VIEW.assumed` stand for. */
export const assumedOf = (bits: number): readonly Assumed[] => ASSUMED[bits] ?? []

const halves = (value: number): [number, number] => [Math.fround(value), value - Math.fround(value)]

/** Views as numbers. */
export const packViews = (views: readonly FootageView[]): Float32Array =>
  Float32Array.from(
    views.flatMap(({ momentS, view, assumed }) => [
      momentS ?? Number.NaN,
      ...halves(view.at.lat),
      ...halves(view.at.lon),
      view.heightM,
      view.headingDeg,
      view.pitchDeg,
      view.rollDeg ?? 0,
      view.lens.hfovDeg,
      view.lens.vfovDeg,
      (assumed.includes('lens') ? LENS : 0) + (assumed.includes('attitude') ? ATTITUDE : 0),
    ]),
  )

/** Views of one photo or clip, packed; nothing of none. */
export function packFootageViews(views: readonly FootageView[]): PackedViews[] {
  const [first] = views
  if (!first) return []
  const { footageId, flightId, takenAtMs, widthPx, ground, view } = first
  const common = { footageId, flightId, takenAtMs, widthPx, ground }
  return [{ common, target: view.target ?? null, views: packViews(views) }]
}

/** The views again, to a centimetre and a thousandth of a degree. */
export function* unpackFootageViews({ common, target, views }: PackedViews): Generator<FootageView> {
  for (let i = 0; i + VIEW_WIDTH <= views.length; i += VIEW_WIDTH) {
    const value = (k: number): number => views[i + k] as number
    const momentS = value(VIEW.moment)
    const rollDeg = value(VIEW.roll)
    yield {
      ...common,
      momentS: Number.isNaN(momentS) ? null : momentS,
      view: {
        at: { lat: value(VIEW.lat) + value(VIEW.lat + 1), lon: value(VIEW.lon) + value(VIEW.lon + 1) },
        heightM: value(VIEW.height),
        headingDeg: value(VIEW.heading),
        pitchDeg: value(VIEW.pitch),
        ...(rollDeg === 0 ? {} : { rollDeg }),
        lens: { hfovDeg: value(VIEW.hfov), vfovDeg: value(VIEW.vfov) },
        ...(target ? { target } : {}),
      },
      assumed: assumedOf(value(VIEW.assumed)),
    }
  }
}
