import type { Answer } from '../../../core/campaign/answer.ts'
import type { Campaign, Round } from '../../../core/campaign/campaign.ts'
import {
  type ChecklistItem,
  type ChecklistRef,
  itemsFor,
  newestVersion,
} from '../../../core/campaign/checklist.ts'
import { plannedVisit } from '../../../core/campaign/copyRound.ts'
import type { Visit } from '../../../core/campaign/visit.ts'
import { DEFAULT_SETTINGS } from '../../../core/finding/settings.ts'
import type { Enterprise } from '../../../core/site/enterprise.ts'
import type { PersonRef } from '../../../core/people/person.ts'
import type { Ask } from './cases.ts'
import { demo } from './documents.ts'

/** Who asks for what in the demo. */
export type DemoPeople = {
  readonly plan: Ask
  readonly inspect: Ask
  readonly approve: Ask
  readonly officers: readonly PersonRef[]
}

const DAY_MS = 24 * 3600_000
/** A morning in China, UTC ms. */
const at = (month: number, day: number, hour = 9): number => Date.UTC(2026, month - 1, day, hour - 8)

const CAMPAIGN_ID = '018f0000-0000-7000-8000-0000000c0001'
const visitId = (n: number): string => `018f0000-0000-7000-8000-0000000d${String(n).padStart(4, '0')}`
const enterpriseId = (n: number): string => `018f0000-0000-7000-8000-0000000e${String(n).padStart(4, '0')}`
const missionId = (n: number): string => `018f0000-0000-7000-8000-0000000a${String(n).padStart(4, '0')}`

/** The rounds before the one that is copied: when, with whom besides the police, and what is flown. */
const ROUNDS = [
  { name: '春季摸底', from: at(3, 9, 0), agencyIds: ['police', 'emergency'], missions: [2, 3, 4] },
  { name: '夏季联合检查', from: at(5, 18, 0), agencyIds: ['police', 'emergency', 'fire'], missions: [1, 8] },
  { name: '秋季回头看', from: at(9, 7, 0), agencyIds: ['police', 'ecology'], missions: [1, 5, 6, 7] },
] as const
const ROUND_DAYS = 12

type Seen = { readonly [item: string]: Answer['verdict'] }
/** Visits on site that took place: in which round, of which enterprise, when, and what was not as it should be. */
const VISITS: readonly { round: number; enterprise: number; fromMs: number; seen: Seen; words: string }[] = [
  {
    round: 0,
    enterprise: 1,
    fromMs: at(3, 11),
    seen: { ledger: 'unfit' },
    words: '销售台账缺两笔购买方名称，当场补记。',
  },
  { round: 0, enterprise: 2, fromMs: at(3, 12), seen: {}, words: '未发现问题。' },
  { round: 0, enterprise: 4, fromMs: at(3, 17), seen: { camera: 'unfit' }, words: '罐区西侧摄像头无画面。' },
  {
    round: 0,
    enterprise: 7,
    fromMs: at(3, 18),
    seen: { labels: 'unchecked' },
    words: '北库区当日盘点，标签未查。',
  },
  {
    round: 1,
    enterprise: 1,
    fromMs: at(5, 22),
    seen: { stock: 'unfit' },
    words: '现场核实空中所见围堰缺口。',
  },
  { round: 1, enterprise: 3, fromMs: at(5, 20), seen: {}, words: '未发现问题。' },
  { round: 1, enterprise: 5, fromMs: at(5, 21), seen: { store: 'unfit' }, words: '丙酮库单人保管。' },
  { round: 1, enterprise: 6, fromMs: at(5, 26), seen: {}, words: '未发现问题。' },
  { round: 2, enterprise: 2, fromMs: at(9, 9), seen: {}, words: '未发现问题。' },
  { round: 2, enterprise: 4, fromMs: at(9, 10), seen: { previous: 'fit' }, words: '摄像头已修复。' },
  { round: 2, enterprise: 5, fromMs: at(9, 15), seen: { store: 'fit' }, words: '已落实双人双锁。' },
]

/**
 * The demo's campaign: four rounds over the seven enterprises with the agencies that join, visits from the air and on site
 * with what was found, one approved afterwards since it was urgent, and a last round that nobody has approved yet. All of it
 * is invented.
 */
export async function tellCampaign({ plan, inspect, approve, officers }: DemoPeople): Promise<void> {
  const [last] = await approve('journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 1 })
  /** Nobody approves at a time that is yet to come, whatever the computer's clock says. */
  const notAfterNow = (atMs: number): number => Math.min(atMs, last?.atMs ?? 0)

  await approve('setting.put', {
    base: null,
    value: {
      name: 'visitRules',
      perYear: 4,
      mergeDays: 15,
      source: '演示：虚构的县级公告，每家每年不超过 4 次',
    },
  })
  const checklist = await deliveredChecklist(approve)

  const agencies = DEFAULT_SETTINGS.agencies.rows
    .filter(({ id }) => id !== 'market')
    .map(({ id, name, basis, canInspect }) => ({ id, name, basis, canInspect }))
  const doc: Campaign = {
    id: CAMPAIGN_ID,
    name: { zh: '2026 年易制毒化学品统一清查', en: 'Joint checks of precursor chemicals 2026' },
    kind: 'special',
    organiser: '县禁毒委员会办公室（虚构）',
    agencies,
    basis: '《易制毒化学品管理条例》第三十二条；县级年度计划（虚构）',
    approval: null,
    fromMs: at(3, 1, 0),
    toMs: at(12, 31, 0),
    enterpriseIds: demo.enterprises.map(({ id }) => id),
    rounds: ROUNDS.map(({ name, from, agencyIds, missions }, i) => ({
      id: `demo-round-${i + 1}`,
      no: i + 1,
      name,
      fromMs: from,
      toMs: from + ROUND_DAYS * DAY_MS - 1,
      missionIds: missions.map(missionId),
      agencyIds: [...agencyIds],
      checklist: checklist.ref,
      approval: null,
      copiedFromId: null,
    })),
    closedAtMs: null,
  }
  let campaign = await plan('campaign.put', { base: null, doc })
  for (const [i, round] of doc.rounds.entries())
    campaign = await approve('campaign.approve', {
      id: CAMPAIGN_ID,
      base: campaign.version,
      roundId: round.id,
      no: `禁检批〔2026〕${i + 1}号`,
      atMs: notAfterNow(round.fromMs - 5 * DAY_MS),
      urgentReason: null,
    })

  for (const [n, told] of VISITS.entries()) {
    const round = campaign.doc.rounds[told.round]
    if (!round) throw new Error(`the demo has no round ${told.round}`)
    await inspect('visit.put', {
      base: null,
      doc: visitTold(campaign.doc, round, n, told, checklist, officers),
    })
  }
  await urgent(campaign.doc, inspect, approve, notAfterNow, officers)
  // The demo's pictures are some hundred pixels wide: by the usual five centimetres a pixel they would have seen nothing.
  await approve('setting.put', { base: null, value: { name: 'seenResolution', cmPerPixel: 200 } })
  await inspect('visit.fromFlight', { flightId: demo.flight.id, enterpriseId: enterpriseId(1) })

  const copied = await plan('campaign.copyRound', {
    id: CAMPAIGN_ID,
    base: campaign.version,
    roundId: 'demo-round-3',
    name: '年终统一清查',
    fromMs: at(12, 7, 0),
    toMs: at(12, 7, 0) + ROUND_DAYS * DAY_MS - 1,
  })
  const next = copied.doc.rounds.find(({ id }) => id === copied.roundId)
  if (!next) throw new Error('the demo has no last round')
  for (const [n, [enterprise, day]] of [
    [2, 8],
    [2, 11],
    [5, 9],
    [7, 10],
  ].entries())
    await inspect('visit.put', {
      base: null,
      doc: {
        ...plannedVisit(copied.doc, next, enterpriseId(enterprise ?? 0), visitId(50 + n)),
        fromMs: at(12, day ?? 0),
      },
    })
}

/** The delivered checklist as the county made it its own: what it published is marked so, as a version of its own. */
async function deliveredChecklist(approve: Ask): Promise<{ ref: ChecklistRef; items: ChecklistItem[] }> {
  const [row] = await approve('checklist.list', {})
  if (!row) throw new Error('the demo has no checklist')
  const { doc } = await approve('checklist.get', { id: row.id })
  const made = await approve('checklist.put', {
    id: row.id,
    base: null,
    name: doc.name,
    items: newestVersion(doc).items.map((item) => ({
      ...item,
      published: !item.isDraft || item.id === 'stock',
    })),
  })
  const { id, items } = newestVersion(made.doc)
  return { ref: { id: row.id, version: id }, items }
}

const verdict = (kind: Answer['verdict']): Answer => ({ kind: 'verdict', verdict: kind })

/** A visit on site as it took place: two hours, its items answered, the record signed. */
function visitTold(
  campaign: Campaign,
  round: Round,
  n: number,
  { enterprise, fromMs, seen, words }: (typeof VISITS)[number],
  checklist: { ref: ChecklistRef; items: ChecklistItem[] },
  officers: readonly PersonRef[],
): Visit {
  const { holdings } = (demo.enterprises as Enterprise[])[enterprise - 1] ?? { holdings: [] }
  const items = itemsFor(checklist.items, 'site', ['III'])
  const toMs = fromMs + 2 * 3600_000
  return {
    ...plannedVisit(campaign, round, enterpriseId(enterprise), visitId(n + 1)),
    notice: { no: `检通〔2026〕${n + 1}号`, atMs: fromMs - DAY_MS },
    officers: [...officers],
    assistants: [{ personId: null, name: '柳长青（辅警）', number: '' }],
    entryCode: `RQ-2026-${String(n + 1).padStart(4, '0')}`,
    fromMs,
    toMs,
    items: items.map((item) => ({
      id: item.id,
      answer:
        item.answer === 'figures'
          ? {
              kind: 'figures',
              verdict: seen[item.id] ?? 'fit',
              rows: holdings.map(({ chemical, amount, unit }) => ({
                chemical,
                unit,
                book: amount,
                counted: seen[item.id] === 'unfit' ? amount - 1.3 : amount,
                system: amount,
              })),
            }
          : verdict(seen[item.id] ?? 'fit'),
      sightingIds: [],
      words: '',
    })),
    record: words,
    signature: { how: 'signed', by: '企业安全负责人', witness: '', atMs: toMs },
  }
}

/** One that could not wait: approved afterwards, with its reason, and no part of the yearly count. */
async function urgent(
  campaign: Campaign,
  inspect: Ask,
  approve: Ask,
  notAfterNow: (atMs: number) => number,
  officers: readonly PersonRef[],
): Promise<void> {
  const fromMs = at(7, 14, 15)
  const [round] = campaign.rounds
  if (!round) throw new Error('the demo has no round')
  const id = visitId(40)
  const put = await inspect('visit.put', {
    base: null,
    doc: {
      ...plannedVisit(campaign, round, enterpriseId(6), id),
      campaignId: null,
      roundId: null,
      kind: 'case',
      officers: [...officers],
      fromMs,
      toMs: fromMs + 3600_000,
      record: '群众反映高锰酸钾外运，现场核对出入库记录，账实相符。',
      countsTowardCap: false,
      capReason: '因举报启动的个案检查',
    },
  })
  await approve('visit.approve', {
    id,
    base: put.version,
    no: '禁检批〔2026〕补1号',
    atMs: notAfterNow(fromMs + DAY_MS),
    urgentReason: '接群众举报，须立即核实',
  })
}
