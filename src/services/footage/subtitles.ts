import type { Cues } from '../../core/flight/logs/cueSeconds.ts'
import type { Footage } from '../../core/footage/footage.ts'
import { clipOfSubtitles, SUBTITLES, withSubtitles } from '../../core/footage/clip/subtitles.ts'
import type { Stored } from '../../store/documents.ts'
import { whileLocal } from '../../store/localCopy.ts'
import type { Context } from '../host/context.ts'

/**
 * Clips with what their subtitles say, in whichever order the two came in: `brought` as they are to be recorded, and
 * `changed`, what the flight had already. `cues` are of the subtitles among what was brought, by footage id.
 */
export async function joinSubtitles(
  { threads, workspace }: Context,
  brought: readonly Footage[],
  recorded: readonly Stored<Footage>[],
  cues: ReadonlyMap<string, Cues>,
): Promise<{ brought: Footage[]; changed: Stored<Footage>[] }> {
  const files = brought.filter(({ mimeType }) => mimeType === SUBTITLES)
  const before = recorded.map(({ doc }) => doc).filter(({ mimeType }) => mimeType === SUBTITLES)
  const saidOf = async (clip: Footage): Promise<Cues | null> => {
    const own = files.find((file) => clipOfSubtitles(file, [clip]))
    if (own) return cues.get(own.id) ?? null
    const old = before.find((file) => clipOfSubtitles(file, [clip]))
    if (!old) return null
    const original = await workspace.vault.localCopy(old.sha256).catch(() => null)
    return original && whileLocal(original, (file) => threads.run('cues', { file })).catch(() => null)
  }
  const now = await Promise.all(
    brought.map(async (clip) => {
      const said = clip.kind === 'clip' ? await saidOf(clip) : null
      return said ? withSubtitles(clip, said) : clip
    }),
  )
  const clips = recorded.map(({ doc }) => doc)
  const changed = files.flatMap((file): Stored<Footage>[] => {
    const clip = clipOfSubtitles(file, clips)
    const said = cues.get(file.id)
    const before = recorded.find(({ doc }) => doc.id === clip?.id)
    return clip && said && before ? [{ ...before, doc: withSubtitles(clip, said) }] : []
  })
  return { brought: now, changed }
}
