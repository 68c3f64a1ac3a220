import type { Footage } from '../../core/footage/footage.ts'
import { type KlvClip, klvReader } from '../../core/footage/klv/klvClip.ts'
import { markingWords } from '../../core/footage/klv/security.ts'
import { type Note, note } from '../../core/units/note.ts'
import type { Work } from '../host/work.ts'
import { openPlain } from '../../store/openFile.ts'

const PIECE_BYTES = 1024 * 1024

/**
 * Reads what a transport stream says of its camera, piece by piece into one and the same memory.
 * @throws the signal's reason once it is aborted.
 */
export async function transportClip(path: string, { signal, onBytes }: Work = {}): Promise<KlvClip> {
  const reader = klvReader()
  const file = await openPlain(path)
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES)
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(piece, 0, piece.length, null)
      if (bytesRead === 0) return reader.finish()
      reader.take(piece.subarray(0, bytesRead))
      onBytes?.(bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** The same as fields of Footage. */
export const transportFields = (
  clip: KlvClip,
): Pick<
  Footage,
  'takenAt' | 'placement' | 'device' | 'lens' | 'lenses' | 'durationS' | 'codec' | 'seconds' | 'security'
> => ({
  takenAt:
    clip.startMs === null
      ? null
      : {
          raw: `MISB ST 0601${clip.version === null ? '' : `.${clip.version}`} ${new Date(clip.startMs).toISOString()}`,
          source: 'utc',
          assumedZone: null,
          utcMs: clip.startMs,
        },
  placement: clip.placement,
  device: clip.device,
  lens: clip.lens,
  ...(clip.lenses.length > 0 ? { lenses: clip.lenses } : {}),
  ...(clip.durationS === null ? {} : { durationS: clip.durationS }),
  ...(clip.codec === null ? {} : { codec: clip.codec }),
  ...(clip.seconds.length > 0 ? { seconds: clip.seconds } : {}),
  ...(clip.security.length > 0 ? { security: [...clip.security] } : {}),
})

/** What there is to say of it: what it lacks, what was damaged, and how it is marked. */
export const transportNotes = (clip: KlvClip): Note[] => [
  ...(clip.sets === 0 ? [note('warning', 'no_metadata')] : []),
  ...(clip.startMs === null ? [note('warning', 'no_time')] : []),
  ...(clip.placement === null ? [note('warning', 'no_position')] : []),
  ...clip.security.map((marking) =>
    note('info', 'security_marking', null, { marking: markingWords(marking).slice(0, 500) }),
  ),
  ...clip.notes,
]
