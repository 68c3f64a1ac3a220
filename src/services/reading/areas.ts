import fs from 'node:fs'
import path from 'node:path'
import type { Beside } from '../../core/formats/codecs.ts'
import { readAreas } from '../../core/formats/readAreas.ts'
import type { LayerFeature } from '../../core/geo/layer.ts'
import type { Read } from '../../core/units/note.ts'
import { readWhole } from './readWhole.ts'

const COMPANIONS = ['dbf', 'prj', 'cpg'] as const

type File = { readonly path: string; readonly name: string }
/** A file that draws, and what was chosen with it: a loose shapefile has its names and its projection in other files. */
export type AreaFiles = { readonly main: File; readonly beside: readonly File[] }

/** What a file draws; a loose shapefile with what was chosen beside it, or stands beside it on the disk. */
export function areasIn({ main, beside }: AreaFiles, isSwapped = false): Read<LayerFeature[]> {
  const given = Object.fromEntries(
    beside.flatMap((one) => {
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
