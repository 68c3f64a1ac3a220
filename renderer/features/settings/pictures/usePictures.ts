import type { ReactNode } from 'react'
import { type MapDatum, toWgs84 } from '../../../../src/core/geo/mapDatum.ts'
import type { LayerFeature } from '../../../../src/core/geo/layer.ts'
import type { LatLon } from '../../../../src/core/geo/position.ts'
import type { Note } from '../../../../src/core/units/note.ts'
import { WORLD_ENDING } from '../../../../src/core/formats/worldFile.ts'
import type { ChosenFile } from '../../../../src/contract/index.ts'
import { api } from '../../../api/client.ts'
import { write } from '../../../api/write.ts'
import { placePicture } from '../../../desk/editing/pick.ts'
import { type PicturePlace, usePlaceQuestion } from './placeQuestion.tsx'

/** A picture that was chosen, and the files that say where it lies. */
export type ChosenPicture = { readonly picture: File; readonly beside: readonly File[] }

const PICTURE = /\.(tiff?|jpe?g|png)$/i
const TIFF = /\.tiff?$/i
const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '').toLowerCase()
const isBeside = ({ name }: File): boolean => WORLD_ENDING.test(name) || /\.prj$/i.test(name)
export const bare = (fileName: string): string => fileName.replace(/\.[^.]+$/, '').slice(0, 200) || fileName

/** The pictures among files that were chosen, each with the world file and `.prj` that are called like it. */
export const picturesIn = (files: readonly File[]): ChosenPicture[] =>
  files
    .filter(({ name }) => PICTURE.test(name))
    .map((picture) => ({
      picture,
      beside: files.filter((one) => isBeside(one) && stemOf(one.name) === stemOf(picture.name)).slice(0, 4),
    }))

/** Systems whose numbers Chinese maps give in their own datums too: degrees, and the metres of web maps. */
const SHIFTABLE: readonly number[] = [4326, 3857]

type Corners = PicturePlace['corners']
type AskDatum = (features: readonly LayerFeature[], notes: readonly Note[]) => Promise<MapDatum | null>

/** A picture's outline, as what is drawn in the question which datum it is in. */
const outlineOf = (corners: Corners): LayerFeature => ({
  geometry: {
    type: 'Polygon',
    coordinates: [[...corners, corners[0]].map(({ lat, lon }): [number, number] => [lon, lat])],
  },
  kind: 'other',
  label: '',
})

const inWgs84 = (corners: Corners, datum: MapDatum): Corners =>
  corners.map((corner) => toWgs84(corner, datum)) as unknown as Corners

/** Brings in pictures as layers, where they say that they lie or where a person lays them. */
export function usePictures(askDatum: AskDatum): {
  bring: (chosen: ChosenPicture) => Promise<{ id: string; notes: readonly Note[] } | null>
  placeQuestion: ReactNode
} {
  const { askSystem, askHow, placeQuestion } = usePlaceQuestion()

  /** By hand: over the picture itself, or a small one of it where windows show none. */
  const byHand = async ({ picture }: ChosenPicture, preview: string | null): Promise<Corners | null> => {
    const url = preview ?? URL.createObjectURL(picture)
    const corners = await placePicture(url)
    if (!preview) URL.revokeObjectURL(url)
    return corners
  }

  const bring = async (chosen: ChosenPicture) => {
    const { picture, beside } = chosen
    if (!TIFF.test(picture.name) && !beside.some(({ name }) => WORLD_ENDING.test(name))) {
      const corners = await byHand(chosen, null)
      const [file] = corners ? await api.files([picture]) : []
      return file && corners ? keepPicture(file, corners) : null
    }
    const [file, ...more] = await api.files([picture, ...beside])
    if (!file) return null
    const besideRefs = more.map(({ ref }) => ref)
    const look = await api.call('layer.look', { file: file.ref, beside: besideRefs })
    const why = look.notes[0]
    if (look.places.length === 0) {
      const how = why && (await askHow(picture.name, why))
      const corners = how && (await byHand(chosen, look.preview))
      if (!corners) return null
      return look.isTiff ? layTiff(file.ref, besideRefs, { corners }) : keepPicture(file, corners)
    }
    const place = look.isSaid ? (look.places[0] ?? null) : await askSystem(picture.name, look.places)
    if (!place) return null
    const isSettled = look.isSaid || !SHIFTABLE.includes(place.epsg ?? 0)
    const datum = isSettled ? 'wgs84' : await askDatum([outlineOf(place.corners)], [])
    if (!datum) return null
    return look.isTiff
      ? layTiff(file.ref, besideRefs, { datum, ...(place.epsg === null ? {} : { epsg: place.epsg }) })
      : keepPicture(file, inWgs84(place.corners, datum))
  }

  return { bring, placeQuestion }
}

async function keepPicture(file: ChosenFile, corners: Corners) {
  const name = { zh: bare(file.name), en: '' }
  const made = await write('layer.picture', { file: file.ref, name, corners }, 'edit.newLayer')
  return { id: made.doc.id, notes: [] }
}

async function layTiff(
  file: string,
  beside: string[],
  by: { datum?: MapDatum; epsg?: number; corners?: [LatLon, LatLon, LatLon, LatLon] },
) {
  const made = await write(
    'layer.import',
    { file, beside, name: null, isSwapped: false, datum: 'wgs84', ...by },
    'edit.newLayer',
  )
  return { id: made.doc.id, notes: made.notes }
}
