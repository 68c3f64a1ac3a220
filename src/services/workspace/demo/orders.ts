import type { LatLon } from '../../../core/geo/position.ts'
import type { Case, CaseStep, Seen } from './cases.ts'

/** China's time of days in 2026, UTC ms. */
const on = (day: string): number => Date.parse(`2026-${day}T02:00:00Z`)

const look = (at: LatLon, outcome: Seen['outcome'], words: string, seenAtMs: number | null = null): Seen => ({
  fileName: null,
  momentS: null,
  region: null,
  at,
  seenAtMs,
  seenFrom: 'site',
  outcome,
  level: 'general',
  words,
})

const CONFIRMED: CaseStep = { kind: 'transition', to: 'confirmed', reason: '（演示）现场核实' }

/** What an enterprise was ordered, and how far it went: a case a site, each in another state. All of it is invented. */
export const orderedCases = (sites: readonly LatLon[]): Case[] => {
  const at = (n: number): LatLon => sites[n % sites.length] as LatLon
  const found = (n: number, title: string, category: string, words: string): Omit<Case, 'next'> => ({
    finding: { title, category, level: 'general', risk: 'yellow', owner: '', assetId: null },
    sighting: look(at(n), 'first', words, on('05-26')),
  })
  return [
    {
      ...found(
        2,
        '丙酮库消防砂不足 / Too little fire sand at the acetone store',
        '消防',
        '消防砂池见底，灭火器两具压力不足。',
      ),
      next: [
        CONFIRMED,
        {
          kind: 'order',
          no: '责改〔2026〕003号（演示）',
          demand: '补足消防砂，更换灭火器',
          proof: 'site',
          servedAtMs: on('05-28'),
          reportedAtMs: on('06-08'),
        },
        { kind: 'sighting', sighting: look(at(2), 'still', '灭火器已更换，消防砂仍不足。') },
        { kind: 'recheck', result: 'partly', words: '（演示）灭火器已更换，消防砂未补足' },
        {
          kind: 'order',
          no: '责改〔2026〕004号（演示）',
          demand: '补足消防砂',
          proof: 'site',
          isForRest: true,
        },
      ],
    },
    {
      ...found(
        3,
        '出入库台账缺页 / Pages missing from the stock ledger',
        '台账',
        '三月台账缺第 12 至 14 页。',
      ),
      next: [
        CONFIRMED,
        {
          kind: 'order',
          no: '责改〔2026〕005号（演示）',
          demand: '补齐台账并说明缺页原因',
          proof: 'document',
          servedAtMs: on('05-28'),
          reportedAtMs: on('06-10'),
        },
      ],
    },
    {
      ...found(
        4,
        '双人双锁未落实 / Two keys are not kept by two people',
        '储存与标识',
        '专库两把钥匙由同一人保管。',
      ),
      next: [
        CONFIRMED,
        {
          kind: 'order',
          no: '责改〔2026〕006号（演示）',
          demand: '落实双人双锁',
          proof: 'site',
          servedAtMs: on('05-28'),
        },
        { kind: 'sighting', sighting: look(at(4), 'still', '逾期后到场，钥匙仍由一人保管。') },
        { kind: 'recheck', result: 'not', words: '（演示）逾期未改' },
        { kind: 'case', no: '易案〔2026〕01号（演示）', words: '（演示）逾期未改，立案' },
      ],
    },
    {
      ...found(
        5,
        '废水池液面异常 / Unusual level in the waste water pond',
        '环保',
        '池面油膜，水位高于警戒线。',
      ),
      next: [
        CONFIRMED,
        {
          kind: 'refer',
          agencyId: 'ecology',
          receipt: '（演示）移送函 2026-01 回执',
          awaitedAtMs: on('06-20'),
        },
      ],
    },
  ]
}

/** A place inside of an outline: the middle of its corners, which demo sites hold. */
export const middleOf = (outline: readonly LatLon[]): LatLon => ({
  lat: outline.reduce((sum, { lat }) => sum + lat, 0) / outline.length,
  lon: outline.reduce((sum, { lon }) => sum + lon, 0) / outline.length,
})
