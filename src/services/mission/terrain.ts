import { unreadable } from '../../core/units/problem.ts'
import type { CallInput, CallOutput } from '../../contract/index.ts'
import { refusalOf } from '../../store/refusal.ts'
import { type Context, during, type Handlers } from '../host/context.ts'

export const terrainCalls = {
  'terrain.read': async (
    { file, places }: CallInput<'terrain.read'>,
    context: Context,
  ): Promise<CallOutput<'terrain.read'>> => {
    const chosen = context.filePath(file)
    const { value, notes } = await during(context, 'terrain.read', (work) =>
      context.readers.run('terrain', { file: chosen.path, name: chosen.name, places }, work),
    )
    if (value) return { terrain: value, notes }
    const error = notes.find(({ severity }) => severity === 'error')
    throw refusalOf(unreadable(chosen.name, error ? [error] : [], 'terrain_unreadable'))
  },
} satisfies Partial<Handlers>
