import type { Finding } from '../../../core/finding/finding.ts'
import type { RectificationOrder } from '../../../core/finding/order/order.ts'
import { dmsOf } from '../../../core/geo/coordinates.ts'
import { REGISTER_WORDS } from '../../../core/papers/registerWords.ts'
import type { Site } from '../../../core/site/site.ts'
import { sightingsOfFinding } from '../../../store/sightings.ts'
import type { Context } from '../../host/context.ts'
import { referredBy } from '../../host/documents.ts'
import { paperWord } from '../onPaper.ts'
import { addFootage, type Draft, momentOf } from './draft.ts'

const W = REGISTER_WORDS.zh

/** Findings as rows, what an order demands of each beside it; with the pictures that show them. */
export function findingsSaid(
  context: Context,
  draft: Draft,
  findings: readonly Finding[],
  order: RectificationOrder | null,
): void {
  const { db } = context.workspace
  const over = draft.data.督办.超期天数
  draft.data.隐患 = findings.map((finding, i) => {
    const sightings = sightingsOfFinding(db, finding.id).map(({ doc }) => doc)
    const item = order?.items.find(({ findingId }) => findingId === finding.id)
    const recheck = finding.rechecks?.at(-1)
    const site = referredBy<Site>(context, 'site', finding.siteId)
    const asset = site?.assets.find(({ id }) => id === finding.assetId)
    addFootage(
      context,
      draft,
      sightings.flatMap(({ footageId }) => footageId ?? []),
    )
    return {
      序号: i + 1,
      名称: finding.title,
      等级: W.level[finding.level],
      类别: finding.category,
      位置: [site?.name.zh, asset?.name.zh].filter((name) => name).join('') || dmsOf(finding.at),
      发现时间: momentOf(finding.openedAtMs),
      发现方式: paperWord(
        'onPaper',
        sightings.some(({ seenFrom }) => seenFrom === 'site') ? 'seenOnSite' : 'seenFromAir',
      ),
      所见: sightings.at(-1)?.words ?? '',
      状态: W.state[finding.state],
      要求: item?.demand ?? '',
      销号标准: item
        ? paperWord('onPaper', 'criterion', {
            proof: paperWord('proofBy', item.criterion.proof),
            words: item.criterion.words,
          })
        : '',
      复查结果: recheck ? paperWord('recheck', recheck.result) : '',
      复查说明: recheck?.words ?? '',
      复查时间: momentOf(recheck?.atMs),
      超期天数: over,
      照片: [],
    }
  })
}
