import type { Round } from '../../../../src/core/campaign/campaign.ts'
import type { DocumentOf } from '../../../../src/core/journal/kinds.ts'
import { nameOf } from '../../../i18n/format.ts'
import { t } from '../../../i18n/index.ts'
import type { MembersOf } from './member.ts'
import { text, figure, moment, other, others, NAME, approvalSays, AGENCY } from './say.ts'

const ROUND: MembersOf<Round> = {
  id: null,
  no: figure('campaign.rounds', 0),
  name: text('round.name'),
  fromMs: moment('campaign.from'),
  toMs: moment('campaign.to'),
  missionIds: others('campaign.missions', 'mission'),
  agencyIds: others('campaign.agencies', 'agency'),
  checklist: {
    label: 'checklist.one',
    says: ({ id }, nameOfOther) => nameOfOther('checklist', id),
  },
  approval: { label: 'campaign.approval', says: approvalSays },
  copiedFromId: other('campaign.copiedFrom', 'round'),
}

export const CAMPAIGN: MembersOf<DocumentOf<'campaign'>> = {
  id: null,
  name: NAME,
  kind: { label: 'visit.kind', says: (kind) => t(`visitKind.${kind}`) },
  organiser: text('campaign.organiser'),
  agencies: { label: 'campaign.agencies', part: (agency) => nameOf(agency.name), of: AGENCY },
  basis: text('campaign.basis'),
  approval: { label: 'campaign.approval', says: approvalSays },
  fromMs: moment('campaign.from'),
  toMs: moment('campaign.to'),
  enterpriseIds: others('campaign.enterprises', 'enterprise'),
  rounds: { label: 'campaign.rounds', part: ({ no }) => t('round.no', { n: no }), of: ROUND },
  drawId: other('campaign.draw', 'draw'),
  closedAtMs: moment('campaign.closed'),
}
