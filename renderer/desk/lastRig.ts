import { choiceOf, type Rig } from '../../src/core/mission/rig.ts'
import { draftsKept, keepDraft, useDraft } from '../api/drafts.ts'
import { useAuthor } from '../api/hooks.ts'

/** Beside the half forms of whoever acts: what they flew with last in this workspace. */
const KEY = 'rig'

/** What was flown with last; null: nothing yet, undefined: not known yet. */
export const useLastRig = (): unknown => useDraft(KEY)

/** Keeps what is flown with now as what the next mission begins with: at once, for it was chosen and not typed. */
export function useKeepRig(): (rig: Rig) => Promise<void> {
  const by = useAuthor()
  return async (rig) => {
    if (by === undefined) return
    keepDraft({ key: KEY, value: choiceOf(rig), by })
    await draftsKept()
  }
}
