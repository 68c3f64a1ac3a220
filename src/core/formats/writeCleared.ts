import type { Cleared } from '../safety/releaseGate.ts'
import type { FormatInput } from './formatInput.ts'
import type { ExportFormat } from './formats.ts'
import type { PaperLanguage } from './papers/words.ts'
import { isFlownBy } from './targets.ts'
import { writeFormat } from './writeFormat.ts'

/**
 * The file that leaves: of what the gate let pass, and of nothing else. Every door writes through here. Misuse throws:
 * what was cleared as a paper is written to no format that flies.
 */
export function writeCleared(
  format: ExportFormat,
  cleared: Cleared,
  language: PaperLanguage,
  beside: Pick<FormatInput, 'head' | 'enterprises' | 'told'> = {},
): ReturnType<typeof writeFormat> {
  if (isFlownBy(format, cleared.mission.vehicle) && !cleared.isFlyable)
    throw new Error(`cleared as a paper, not for ${format}`)
  return writeFormat(format, { ...cleared, ...beside, language, exportedAtMs: cleared.nowMs })
}
