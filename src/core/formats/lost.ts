import { type Note, note } from '../units/note.ts'
import type { FormatInput } from './formatInput.ts'
import { type ExportFormat, FORMATS, type FormatInfo } from './formats.ts'

/**
 * What of a mission a format does not carry, as its row of the table has it: never a silent loss. What only the codec can
 * know (an action, a corner too many) it says itself.
 */
export function lostIn(format: ExportFormat, { mission, releases }: FormatInput): Note[] {
  const { use, carries }: FormatInfo = FORMATS[format]
  if (!carries) return []
  const hasRoute = carries.route !== 'none'
  const isFlown = use === 'flight'
  const hasHeights = mission.fence.some(({ floorM, ceilingM }) => floorM !== null || ceilingM !== null)
  const isThere = { fence: mission.fence.length > 0, rally: mission.rallyPoints.length > 0 }
  const isOnly = (what: 'fence' | 'rally'): boolean => use === 'side' && carries[what] !== 'none'
  return [
    ...(isFlown && carries.contingency === 'none' ? [note('info', 'contingency_not_carried')] : []),
    ...(carries.needsHomeAmsl && mission.home.amslM === null ? [note('warning', 'home_height_unknown')] : []),
    ...(isOnly('fence') && !isThere.fence ? [note('error', 'no_fence_to_write')] : []),
    ...(isOnly('rally') && !isThere.rally ? [note('error', 'no_rally_to_write')] : []),
    ...(carries.fence === 'level' && hasHeights && use !== 'paper'
      ? [note('warning', 'fence_heights_not_carried')]
      : []),
    // What flies without a fence on board is another thing than a file that has it beside it, or draws none.
    ...(hasRoute && carries.fence === 'none' && isThere.fence
      ? [note('warning', isFlown ? 'no_fence_on_board' : 'fence_not_carried')]
      : []),
    ...(carries.fence === 'wpl-fence' && isThere.fence ? [note('warning', 'fence_not_carried')] : []),
    ...(hasRoute && carries.rally !== 'whole' && isThere.rally ? [note('warning', 'rally_not_carried')] : []),
    ...(isFlown && !carries.releases && releases.length > 0 ? [note('warning', 'release_not_carried')] : []),
    ...(use === 'map' || use === 'paper' ? [note('info', 'not_flyable_format')] : []),
  ]
}
