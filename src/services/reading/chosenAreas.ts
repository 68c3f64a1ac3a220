import type { Context } from '../host/context.ts'
import type { AreaFiles } from './areas.ts'

/** The files behind what a person chose: of several, the shapes are the one that draws. */
export function chosenAreas(context: Context, file: string, beside: readonly string[]): AreaFiles {
  const chosen = [file, ...beside].map((ref) => context.filePath(ref))
  const main = chosen.find(({ name }) => /\.shp$/i.test(name)) ?? context.filePath(file)
  return { main, beside: chosen.filter((one) => one !== main) }
}
