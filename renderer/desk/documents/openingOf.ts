import { SETTING_NAMES, settingId } from '../../../src/core/finding/settings.ts'
import type { Aggregate } from '../../../src/core/journal/kinds.ts'
import { api } from '../../api/client.ts'
import { goToEnterprise, goToFinding, goToFlight, goToMission, goToSite } from '../goTo.ts'
import { panels } from '../panels.ts'
import { reveal } from '../reveal.ts'
import { selection } from '../selection.ts'

/** Opens the enterprise that a document is kept with. */
const ofEnterprise = (read: () => Promise<{ doc: { enterpriseId: string } }>) => () =>
  void read().then(
    ({ doc }) => selection.getState().goTo({ kind: 'enterprise', id: doc.enterpriseId }),
    () => {},
  )

/** Opens the part of the settings that has a document. */
const inSettings =
  (...path: string[]) =>
  (): void => {
    selection.getState().enter('settings')
    panels.getState().show('list')
    void reveal(path)
  }

/** How a document is opened where it is shown; null of kinds that have no place of their own. */
export function openingOf({ aggregate, id }: { aggregate: Aggregate; id: string }): (() => void) | null {
  switch (aggregate) {
    case 'mission':
      return () => void goToMission(id)
    case 'flight':
      return () => void goToFlight(id)
    case 'enterprise':
      return () => void goToEnterprise(id)
    case 'site':
      return () => void goToSite(id)
    case 'finding':
      return () => void goToFinding(id)
    case 'footage':
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
    case 'person':
      return inSettings('people')
    case 'flightApproval':
      return inSettings('permits', 'approval-list')
    case 'craft':
      return inSettings('permits', 'craft-list')
    case 'battery':
      return inSettings('permits', 'battery-list')
    case 'rectificationOrder':
      return () => selection.getState().goTo({ kind: 'order', id })
    default:
      return null
  }
}
