import fs from 'node:fs'
import type { CallOutput } from '../contract/index.ts'
import { readAreas } from '../core/formats/readAreas.ts'
import type { Site } from '../core/site/site.ts'
import { selectDocuments } from '../store/documents.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context, Handlers } from './context.ts'
import { documentCalls } from './documents.ts'

const documents = documentCalls<Site>('site')
/** Files with areas are read whole; larger ones are not areas, bytes. */
const LARGEST_AREA_FILE = 100 * 1024 * 1024

export const siteCalls = {
  'site.list': (
    { enterpriseId }: { enterpriseId: string | null },
    context: Context,
  ): CallOutput<'site.list'> =>
    enterpriseId
      ? selectDocuments<Site>(context.workspace.db, 'site', 'enterprise_id = ? ORDER BY id', [enterpriseId])
      : selectDocuments<Site>(context.workspace.db, 'site', 'TRUE ORDER BY id'),
  'site.put': documents.put,
  'site.remove': documents.remove,
  'site.readAreas': ({ file }: { file: string }, context: Context): CallOutput<'site.readAreas'> => {
    const chosen = context.filePath(file)
    const { value, notes } = readAreas(readWhole(chosen.path, chosen.name), chosen.name)
    return { features: value ?? [], notes }
  },
} satisfies Partial<Handlers>

/** A file's bytes, with a limit on what is read at once. */
export function readWhole(path: string, name: string, largest = LARGEST_AREA_FILE): Uint8Array {
  const { size } = fs.statSync(path)
  if (size > largest) throw new Refusal('file_too_large', { file: name, bytes: size })
  return fs.readFileSync(path)
}
