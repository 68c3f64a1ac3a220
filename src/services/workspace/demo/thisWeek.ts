import type { Campaign } from '../../../core/campaign/campaign.ts'
import { plannedVisit } from '../../../core/campaign/copyRound.ts'
import { addDays, dayOf, endOfDay, startOfDay } from '../../../core/finding/deadlines/day.ts'
import { DEFAULT_SETTINGS } from '../../../core/finding/settings.ts'
import type { Ask } from './cases.ts'
import { demo } from './documents.ts'
import { DEMO_PEOPLE } from './people.ts'

const CAMPAIGN_ID = '018f0000-0000-7000-8000-0000000c0002'
const visitId = (n: number): string => `018f0000-0000-7000-8000-0000000d01${String(n).padStart(2, '0')}`

/** The supervisor was alone at first: an enterprise that was registered twice, and the second one deleted by nobody else. */
export async function tellAlone(ask: Ask): Promise<void> {
  const [first] = demo.enterprises
  if (!first) throw new Error('the demo has no enterprise')
  const twin = {
    ...first,
    id: '018f0000-0000-7000-8000-0000000e0099',
    name: { zh: `${first.name.zh}（重复登记）`, en: `${first.name.en} (registered twice)` },
  }
  const { version } = await ask('enterprise.put', { base: null, doc: twin })
  await ask('enterprise.remove', { id: twin.id, base: version })
}

/**
 * What the week asks for on whatever day the demo is begun: a round that ends in four days with most of its enterprises
 * still to be seen and nobody's approval, a visit of it that is planned, an urgent one that is under way, and a licence of a
 * pilot and one of an enterprise that end soon. All of it is invented.
 */
export async function tellThisWeek(plan: Ask, inspect: Ask, supervise: Ask): Promise<void> {
  const today = dayOf(Date.now())
  const begins = (days: number): number => startOfDay(addDays(today, days))
  const police = DEFAULT_SETTINGS.agencies.rows.find(({ id }) => id === 'police')
  if (!police) throw new Error('the demo has no police')
  const { id, name, basis, canInspect } = police
  const enterpriseIds = demo.enterprises.slice(2, 6).map((one) => one.id)
  const doc: Campaign = {
    id: CAMPAIGN_ID,
    name: { zh: '危化品车辆停放抽查', en: 'Checks of where lorries with chemicals park' },
    kind: 'special',
    organiser: '县禁毒委员会办公室（虚构）',
    agencies: [{ id, name, basis, canInspect }],
    basis: '县级月度计划（虚构）',
    approval: null,
    fromMs: Math.min(Date.UTC(2026, 1, 1), begins(-10)),
    toMs: endOfDay(addDays(today, 30)),
    enterpriseIds,
    rounds: [
      {
        id: 'demo-week',
        no: 1,
        name: '月度抽查',
        fromMs: begins(-10),
        toMs: endOfDay(addDays(today, 4)),
        missionIds: [],
        agencyIds: [id],
        checklist: null,
        approval: null,
        copiedFromId: null,
      },
    ],
    closedAtMs: null,
  }
  const campaign = await plan('campaign.put', { base: null, doc })
  const [round] = campaign.doc.rounds
  if (!round) throw new Error('the demo has no round of this week')
  const visits = [
    { days: 3, reason: '与统一清查合并，不另计' },
    { days: -1, reason: '因举报启动的个案检查' },
  ]
  for (const [n, { days, reason }] of visits.entries())
    await inspect('visit.put', {
      base: null,
      doc: {
        ...plannedVisit(campaign.doc, round, enterpriseIds[n + 1] ?? '', visitId(n + 1)),
        fromMs: begins(days) + 9 * 3600_000,
        countsTowardCap: false,
        capReason: reason,
      },
    })
  await licences(supervise, addDays(today, 21), addDays(today, 40))
}

/** Until when a pilot's licence and an enterprise's filing hold. */
async function licences(supervise: Ask, pilotUntil: string, filingUntil: string): Promise<void> {
  const pilot = DEMO_PEOPLE.operator
  const known = (await supervise('person.list', {})).find(({ doc }) => doc.id === pilot.id)
  await supervise('person.put', {
    base: known?.version ?? null,
    doc: { ...pilot, licenceUntil: pilotUntil },
    passphrase: null,
  })
  const last = demo.enterprises.at(-1)
  if (!last) throw new Error('the demo has no enterprise')
  const { doc, version } = await supervise('enterprise.get', { id: last.id })
  await supervise('enterprise.put', {
    base: version,
    doc: {
      ...doc,
      licences: [
        ...doc.licences,
        {
          kind: 'filing',
          number: '演备〔2026〕07 号',
          authority: '县应急管理局（虚构）',
          validUntil: filingUntil,
        },
      ],
    },
  })
}
