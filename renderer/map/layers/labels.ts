import { middleOf } from '../../../src/core/geo/middle.ts'
import type { LatLon } from '../../../src/core/geo/position.ts'

/** A place in pixels. */
type Pixel = { x: number; y: number }

/** A text that wants to stand at a pixel; the first in the list matter most. */
export type LabelWish = Pixel & {
  key: string
  text: string
  /** The same text is said once in so many pixels; nothing: wherever it is wished. */
  apartPx?: number
}

/** From this zoom on sites carry their names. */
export const SITE_NAMES_ZOOM = 13

const HEIGHT_PX = 15
const LATIN_PX = 6.5
const CJK_PX = 11.5

/** Roughly how wide a text of 11 px letters is. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e7f ? CJK_PX : LATIN_PX),
    0,
  )

/** Keys of the labels that can stand without touching one that came before. */
export function placeLabels(wishes: readonly LabelWish[]): Set<string> {
  const placed: { left: number; right: number; top: number; bottom: number }[] = []
  const said = new Map<string, Pixel[]>()
  const shown = new Set<string>()
  for (const { key, x, y, text, apartPx } of wishes) {
    const before = said.get(text) ?? []
    if (apartPx !== undefined && before.some((other) => Math.hypot(other.x - x, other.y - y) < apartPx))
      continue
    const half = widthOf(text) / 2 + 2
    const box = { left: x - half, right: x + half, top: y - HEIGHT_PX / 2, bottom: y + HEIGHT_PX / 2 }
    const touches = placed.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    )
    if (touches) continue
    placed.push(box)
    said.set(text, [...before, { x, y }])
    shown.add(key)
  }
  return shown
}

/** The name of a site stands below it, where no mark of it lies. */
export const siteNamePlace = (boundary: readonly LatLon[]): LatLon => ({
  lat: Math.min(...boundary.map(({ lat }) => lat)),
  lon: middleOf(boundary).lon,
})

/** The names of sites, which come before everything else that is written on the map. */
export const siteNames = (
  sites: readonly { id: string; text: string; boundary: readonly LatLon[] }[],
  project: (at: LatLon) => Pixel,
): LabelWish[] =>
  sites.map(({ id, text, boundary }) => {
    const { x, y } = project(siteNamePlace(boundary))
    return { key: id, x, y: y + 11, text }
  })
