import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { goToFlight, goToMission } from '../../desk/goTo.ts'
import { selection } from '../../desk/selection.ts'

/** Opens a document where it is shown; kinds that have no place of their own stay closed. Answers whether it has one. */
export function goToDocument({ aggregate, id }: { aggregate: Aggregate; id: string }): boolean {
  switch (aggregate) {
    case 'mission':
      void goToMission(id)
      return true
    case 'flight':
      void goToFlight(id)
      return true
    case 'enterprise':
    case 'site':
    case 'footage':
    case 'finding':
    case 'layer':
      selection.getState().goTo({ kind: aggregate, id })
      return true
    default:
      return false
  }
}
