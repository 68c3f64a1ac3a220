import type { Affine } from '../../../core/geo/affine.ts'
import { applied } from '../../../core/geo/affine.ts'
import { crsOfNumbers } from '../../../core/geo/crs.ts'
import { decodeText } from '../../../core/formats/text.ts'
import { readWorldFile, WORLD_ENDING } from '../../../core/formats/worldFile.ts'
import { type Note, note } from '../../../core/units/note.ts'
import { readWhole } from '../readWhole.ts'
import { type Ground, groundOfEpsg, groundOfWkt } from './placement.ts'

/** A file on the disk and what a person calls it. */
export type PictureFile = { readonly file: string; readonly name: string }

/** What a picture says of itself: its size, and what is written in it of where it lies. */
export type Said = {
  readonly widthPx: number
  readonly heightPx: number
  readonly affine: Affine | null
  readonly epsg: number | null
}

/** Where a picture lies, as far as it and the files beside it say. */
export type SaidPlace =
  /** `epsg`: code of the system; null where a `.prj` describes it. */
  | {
      readonly kind: 'placed'
      readonly affine: Affine
      readonly ground: Ground
      readonly epsg: number | null
    }
  /** Numbers, of which nobody says what they are: it may be one of these systems (EPSG). */
  | { readonly kind: 'asked'; readonly affine: Affine; readonly systems: readonly number[] }
  | { readonly kind: 'unplaced'; readonly why: Note }

/** No such file is longer, bytes. */
const LONGEST = 100_000

/** Puts together what the picture and the world file and `.prj` beside it say. */
export function saidPlace(said: Said, beside: readonly PictureFile[]): SaidPlace {
  const worlds = beside.filter(({ name }) => WORLD_ENDING.test(name))
  const world = worlds.map(textOf).map(readWorldFile)
  if (said.affine === null && world.length > 0 && world[0] === null)
    return { kind: 'unplaced', why: note('error', 'raster_world_file', worlds[0]?.name ?? null) }
  const affine = said.affine ?? world[0] ?? null
  if (!affine) return { kind: 'unplaced', why: note('error', 'raster_no_place') }
  if (said.epsg !== null) {
    const ground = groundOfEpsg(said.epsg)
    return ground
      ? { kind: 'placed', affine, ground, epsg: said.epsg }
      : { kind: 'unplaced', why: note('error', 'raster_crs', null, { epsg: said.epsg }) }
  }
  const prj = beside.find(({ name }) => /\.prj$/i.test(name))
  if (prj) {
    const ground = groundOfWkt(textOf(prj))
    return ground
      ? { kind: 'placed', affine, ground, epsg: null }
      : { kind: 'unplaced', why: note('error', 'raster_prj', prj.name) }
  }
  const { x, y } = applied(affine, { x: said.widthPx / 2, y: said.heightPx / 2 })
  const systems = crsOfNumbers(x, y)
  return systems.length > 0
    ? { kind: 'asked', affine, systems }
    : { kind: 'unplaced', why: note('error', 'raster_off_earth', null, { x: rounded(x), y: rounded(y) }) }
}

const rounded = (value: number): number => Number(value.toPrecision(9))

const textOf = ({ file, name }: PictureFile): string =>
  decodeText(readWhole(file, name).subarray(0, LONGEST)).text ?? ''
