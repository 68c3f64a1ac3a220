import type { CallInput, CallOutput } from '../contract/index.ts'
import { Refusal } from '../store/workspace.ts'
import type { Context, Handlers } from './context.ts'
import { readTerrain } from './elevation.ts'
import { readWhole } from './areas.ts'

/** An elevation model is larger than other files: one second of SRTM is 26 MB, a district in metres a few hundred. */
const LARGEST_MODEL = 512 * 1024 * 1024

export const terrainCalls = {
  'terrain.read': async (
    { file, places }: CallInput<'terrain.read'>,
    context: Context,
  ): Promise<CallOutput<'terrain.read'>> => {
    const chosen = context.filePath(file)
    const { value, notes } = await readTerrain(
      readWhole(chosen.path, chosen.name, LARGEST_MODEL),
      chosen.name,
      places,
    )
    if (value) return { terrain: value, notes }
    const error = notes.find(({ severity }) => severity === 'error')
    throw new Refusal('unreadable_file', {
      file: chosen.name,
      problem: error?.code ?? '',
      at: error?.at ?? '',
    })
  },
} satisfies Partial<Handlers>
