import type { Approval } from '../../src/core/campaign/approval.ts'
import type { Campaign } from '../../src/core/campaign/campaign.ts'
import type { Visit } from '../../src/core/campaign/visit.ts'
import { anId } from './enterprise.ts'
import { NOW_MS } from './mission.ts'

const DAY_MS = 24 * 3600_000

export const POLICE = {
  id: 'police',
  name: { zh: '公安机关（禁毒）', en: 'Police (drug control)' },
  basis: '《易制毒化学品管理条例》第三十二条',
  canInspect: true,
}
export const OFFICE = {
  id: 'coordination',
  name: { zh: '禁毒委员会办公室', en: 'Narcotics control commission office' },
  basis: '',
  canInspect: false,
}

export const anApproval = (over: Partial<Approval> = {}): Approval => ({
  no: '批〔2026〕1号',
  by: { personId: null, name: '所长', number: '' },
  atMs: NOW_MS - DAY_MS,
  urgentReason: null,
  ...over,
})

/** A campaign of one enterprise and one round, which begins now. */
export const aCampaign = (over: Partial<Campaign> = {}): Campaign => ({
  id: anId(701),
  name: { zh: '秋季清查', en: 'Autumn checks' },
  kind: 'special',
  organiser: '禁毒办',
  agencies: [POLICE, OFFICE],
  basis: '',
  approval: null,
  fromMs: NOW_MS,
  toMs: NOW_MS + 60 * DAY_MS,
  enterpriseIds: [anId(1)],
  rounds: [
    {
      id: 'round-1',
      no: 1,
      name: '',
      fromMs: NOW_MS,
      toMs: NOW_MS + 10 * DAY_MS,
      missionIds: [],
      agencyIds: ['police'],
      checklist: null,
      approval: null,
      copiedFromId: null,
    },
  ],
  closedAtMs: null,
  ...over,
})

/** A visit on site, planned for now, with two officers. */
export const aVisit = (over: Partial<Visit> = {}): Visit => ({
  id: anId(801),
  enterpriseId: anId(1),
  siteIds: [],
  campaignId: null,
  roundId: null,
  kind: 'daily',
  mode: 'site',
  agencies: [POLICE],
  approval: null,
  notice: null,
  officers: [
    { personId: null, name: '顾砚之', number: '001' },
    { personId: null, name: '李望舒', number: '002' },
  ],
  assistants: [],
  entryCode: '',
  fromMs: NOW_MS,
  toMs: null,
  flightIds: [],
  checklist: null,
  items: [],
  recheckIds: [],
  record: '',
  signature: null,
  countsTowardCap: true,
  capReason: '',
  mergedIntoId: null,
  ...over,
})
