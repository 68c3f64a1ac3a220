import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { goToFlight, goToMission } from '../goTo.ts'
import { selection } from '../selection.ts'

/** How a document is opened where it is shown; null of kinds that have no place of their own. */
export function openingOf({ aggregate, id }: { aggregate: Aggregate; id: string }): (() => void) | null {
  switch (aggregate) {
    case 'mission':
      return () => void goToMission(id)
    case 'flight':
      return () => void goToFlight(id)
    case 'enterprise':
    case 'site':
    case 'footage':
    case 'finding':
    case 'layer':
    case 'campaign':
    case 'visit':
      return () => selection.getState().goTo({ kind: aggregate, id })
    default:
      return null
  }
}
