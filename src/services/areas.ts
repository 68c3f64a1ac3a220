import fs from 'node:fs'
import path from 'node:path'
import { type Beside, readAreas } from '../core/formats/readAreas.ts'
import type { LayerFeature } from '../core/geo/layer.ts'
import type { Read } from '../core/units/note.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context } from './context.ts'

/** Files with areas are read whole; larger ones are not areas, bytes. */
const LARGEST_AREA_FILE = 100 * 1024 * 1024
const COMPANIONS = ['dbf', 'prj', 'cpg'] as const

/** What a chosen file draws; a loose shapefile with what was chosen beside it, or stands beside it on the disk. */
export function areasIn(
  context: Context,
  file: string,
  beside: readonly string[],
  isSwapped = false,
): Read<LayerFeature[]> {
  const chosen = [file, ...beside].map((ref) => context.filePath(ref))
  const main = chosen.find(({ name }) => /\.shp$/i.test(name)) ?? context.filePath(file)
  const given = Object.fromEntries(
    chosen.flatMap((one) => {
      const extension = path.extname(one.name).slice(1).toLowerCase()
      return COMPANIONS.some((known) => known === extension)
        ? [[extension, readWhole(one.path, one.name)]]
        : []
    }),
  ) as Beside
  return readAreas(
    readWhole(main.path, main.name),
    main.name,
    { ...besideOf(main.path), ...given },
    isSwapped,
  )
}

/** The companions of a shapefile that stand beside it under its name, in small or capital letters. */
export function besideOf(file: string): Beside {
  if (!/\.shp$/i.test(file)) return {}
  const stem = file.slice(0, -4)
  return Object.fromEntries(
    COMPANIONS.flatMap((extension) => {
      const found = [`${stem}.${extension}`, `${stem}.${extension.toUpperCase()}`].find((name) =>
        fs.existsSync(name),
      )
      return found ? [[extension, readWhole(found, path.basename(found))]] : []
    }),
  )
}

/** A file's bytes, with a limit on what is read at once. */
export function readWhole(file: string, name: string, largest = LARGEST_AREA_FILE): Uint8Array {
  const { size } = fs.statSync(file)
  if (size > largest) throw new Refusal('file_too_large', { file: name, bytes: size })
  return fs.readFileSync(file)
}
