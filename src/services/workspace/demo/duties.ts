import type { Pool } from '../../../core/draw/draw.ts'
import { USUAL_ITEMS } from '../../../core/duty/selfCheck.ts'
import { usualDuties } from '../../../core/duty/usual.ts'
import { type Day, dayOf } from '../../../core/finding/deadlines/day.ts'
import type { Ask } from './cases.ts'
import { demo } from './documents.ts'

/** The days of the demo: its flight is of May 2026. */
const YEAR: Day = '2026-01-01'

/** By when an enterprise handed in its yearly report; who is missing here has not. */
const REPORTED: readonly (Day | null)[] = [
  '2026-03-20',
  '2026-03-27',
  '2026-03-30',
  '2026-03-25',
  '2026-03-31',
  '2026-04-08',
  null,
]

/** The self-checks of each enterprise, with what was found: the number of an item and words of it. */
const CHECKED: readonly (readonly {
  on: Day
  found?: [item: number, words: string]
  putRight?: [item: number, words: string]
}[])[] = [
  [
    { on: '2026-03-30', putRight: [8, '南门告知牌褪色，当日更换'] },
    { on: '2026-04-29', found: [2, '装卸酸台围堰东侧有裂缝，已报修'] },
    { on: '2026-05-28' },
  ],
  [{ on: '2026-04-27' }, { on: '2026-05-29', found: [7, '萃取车间外消防通道堆放空托盘'] }],
  [{ on: '2026-04-30', putRight: [5, '西北角监控离线，重启后恢复'] }],
  [{ on: '2026-04-24' }, { on: '2026-05-27' }],
  [{ on: '2026-05-30', found: [4, '丙酮账面与实物差 12 kg，正在核对'] }],
  [{ on: '2026-04-28' }],
  [],
]

/**
 * What the seven enterprises owe, what of it they did, what their own safety officers checked, and a random draw that was
 * repeated, its first kept. All invented. No day is later than the computer's own: on one whose clock is behind, these
 * things were done today.
 */
export async function fillDuties(asOfficer: Ask, asSupervisor: Ask): Promise<void> {
  const today = dayOf(Date.now())
  const notAfter = (day: Day): Day => (day < today ? day : today)
  for (const [n, enterprise] of demo.enterprises.entries()) {
    for (const [k, usual] of usualDuties(YEAR).entries()) {
      const doc = { ...usual, id: idOf(n, k), enterpriseId: enterprise.id, done: [], remarks: '' }
      const { version } = await asOfficer('duty.put', { base: null, doc })
      const reported = REPORTED[n]
      if (usual.kind === 'yearlyReport' && reported)
        await asOfficer('duty.done', {
          id: doc.id,
          base: version,
          dueOn: '2026-03-31',
          doneOn: notAfter(reported),
          words: '（演示）年度报告已收到',
          footageIds: [],
        })
    }
    for (const { on, found, putRight } of CHECKED[n] ?? [])
      await asOfficer('selfCheck.add', {
        enterpriseId: enterprise.id,
        siteId: null,
        checkedOn: notAfter(on),
        checkedBy: enterprise.safetyOfficer,
        items: USUAL_ITEMS.map((what, i) => {
          const at = i + 1
          const said = found?.[0] === at ? found[1] : putRight?.[0] === at ? putRight[1] : ''
          const result = found?.[0] === at ? 'found' : putRight?.[0] === at ? 'putRight' : 'inOrder'
          return {
            id: String(at),
            what: what.zh,
            result,
            words: said,
            putRightOn: result === 'putRight' ? notAfter(on) : null,
          }
        }),
        how: 'hand',
        footageIds: [],
        remarks: '',
      })
  }
  await draw(asSupervisor)
}

const idOf = (enterprise: number, duty: number): string =>
  `018f0000-0000-7000-8000-00000d0${enterprise + 1}000${duty + 1}`

/** Two of the seven, each with two officers; the first list lacked the last of them. */
async function draw(ask: Ask): Promise<void> {
  const targets = demo.enterprises.map(({ id, name }) => ({ key: id, name: name.zh, stratum: '' }))
  const officers = ['顾砚之', '沈怀瑾', '温知许', '祁望舒'].map((name, i) => ({
    key: `officer-${i + 1}`,
    name,
    stratum: '',
  }))
  const pool: Pool = {
    targets: targets.slice(0, -1),
    sharePercent: 25,
    targetsExcluded: [],
    inspectors: officers.slice(0, -1),
    inspectorsPerTarget: 2,
    inspectorsExcluded: [{ key: 'officer-4', name: '祁望舒', reason: '亲属在名单企业任职，回避' }],
  }
  const name = { zh: '第二季度双随机抽查', en: 'Random checks, second quarter' }
  const first = await ask('draw.commit', { name, pool })
  const { id } = first.doc
  const drawn = await ask('draw.run', {
    id,
    base: first.version,
    seed: '4 2 6 1 3',
    seedFrom: '现场掷骰五次',
  })
  const again = await ask('draw.again', {
    id,
    base: drawn.version,
    reason: '首次名单漏列驼铃渡仓储物流有限公司',
    pool: { ...pool, targets },
  })
  await ask('draw.run', { id, base: again.version, seed: '5 1 1 6 2', seedFrom: '现场掷骰五次' })
}
