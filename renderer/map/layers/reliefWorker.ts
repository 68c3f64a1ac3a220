import {
  contourLevels,
  contoursAt,
  INDEX_CONTOUR,
  type ContourLine,
} from '../../../src/core/terrain/contours.ts'
import { type HeightGrid, heightGridOf, positionIn } from '../../../src/core/terrain/heightGrid.ts'
import { shadeOf } from '../../../src/core/terrain/shade.ts'
import type { Terrain } from '../../../src/core/terrain/terrain.ts'

/** What is wanted of a model: its shade as a picture, or its contours at an interval. */
export type ReliefQuestion =
  | { readonly want: 'shade'; readonly terrain: Terrain }
  | { readonly want: 'contours'; readonly terrain: Terrain; readonly intervalM: number }

/** The lines of one height, latitude first; `labels` are places of heavier ones for what they say. */
export type Contours = {
  readonly levelM: number
  readonly isIndex: boolean
  readonly lines: [number, number][][]
  readonly labels: [number, number][]
}
export type ReliefAnswer = { shade: Blob } | { contours: Contours[] }

/** A line says its height once it has so many places, and again after so many. */
const LABEL_EVERY = 120
const LEAST_LABELLED = 24

self.onmessage = ({ data }: MessageEvent<ReliefQuestion>) => {
  const grid = heightGridOf(data.terrain)
  if (data.want === 'shade') {
    void shadePicture(grid).then((shade) => self.postMessage({ shade } satisfies ReliefAnswer))
    return
  }
  const contours = contourLevels(grid, data.intervalM).map((levelM) =>
    drawn(data.terrain, contoursAt(grid, levelM), levelM, data.intervalM),
  )
  self.postMessage({ contours } satisfies ReliefAnswer)
}

async function shadePicture(grid: HeightGrid): Promise<Blob> {
  const canvas = new OffscreenCanvas(grid.width, grid.height)
  canvas.getContext('2d')?.putImageData(new ImageData(shadeOf(grid), grid.width, grid.height), 0, 0)
  return canvas.convertToBlob()
}

function drawn(terrain: Terrain, lines: readonly ContourLine[], levelM: number, intervalM: number): Contours {
  const isIndex = Math.round(levelM / intervalM) % INDEX_CONTOUR === 0
  const places = lines.map((line) =>
    line.map(({ x, y }): [number, number] => {
      const { lat, lon } = positionIn(terrain, x, y)
      return [lat, lon]
    }),
  )
  const labels = isIndex
    ? places
        .filter((line) => line.length >= LEAST_LABELLED)
        .flatMap((line) => line.filter((_, i) => i % LABEL_EVERY === Math.min(LABEL_EVERY, line.length) >> 1))
    : []
  return { levelM, isIndex, lines: places, labels }
}
