import { SETTING_NAMES, settingId } from '../../../src/core/finding/settings.ts'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { api } from '../../api/client.ts'
import { goToFlight, goToMission } from '../goTo.ts'
import { selection } from '../selection.ts'

/** Opens the enterprise that a document is kept with. */
const ofEnterprise = (read: () => Promise<{ doc: { enterpriseId: string } }>) => () =>
  void read().then(
    ({ doc }) => selection.getState().goTo({ kind: 'enterprise', id: doc.enterpriseId }),
    () => {},
  )

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
    case 'checklist':
    case 'draw':
      return () => selection.getState().goTo({ kind: aggregate, id })
    case 'duty':
      return ofEnterprise(() => api.call('duty.get', { id }))
    case 'selfCheck':
      return ofEnterprise(() => api.call('selfCheck.get', { id }))
    case 'setting': {
      const name = SETTING_NAMES.find((one) => settingId(one) === id)
      return name ? () => selection.getState().goTo({ kind: 'setting', id: name }) : null
    }
    case 'rectificationOrder':
      return () => selection.getState().goTo({ kind: 'order', id })
    default:
      return null
  }
}
