import fs from 'node:fs'
import type { ReportAsked } from '../../contract/index.ts'
import { beforeAfter } from '../../core/finding/beforeAfter.ts'
import { orderIdOf } from '../../core/finding/clocks.ts'
import type { Finding, Sighting } from '../../core/finding/finding.ts'
import type { RectificationOrder } from '../../core/finding/order/order.ts'
import type { Footage } from '../../core/footage/footage.ts'
import {
  beforeAfterSheet,
  type LaidSaid,
  type SideShown,
} from '../../core/papers/reports/beforeAfterSheet.ts'
import type { ReportMark, ShareBox } from '../../core/papers/reports/parts.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import type { Site } from '../../core/site/site.ts'
import { sightingsOfFinding } from '../../store/sightings.ts'
import { Refusal } from '../../store/workspace.ts'
import { referredBy, stored } from '../host/documents.ts'
import { originalHere, type Taken } from './pictures.ts'
import type { MadePage, Making } from './making.ts'
import { said } from './words.ts'

/** As large as one of two pictures side by side is printed, at 270 dots an inch. */
const LONG_PX = 960

/** The sheet of two sightings of a finding, written to a file. @throws {Refusal} `nothing_before_after` */
export async function makeBeforeAfter(
  { id, beforeId, afterId }: Extract<ReportAsked, { kind: 'beforeAfter' }>,
  making: Making,
): Promise<MadePage> {
  const { context, language, file, made } = making
  const finding = stored<Finding>(context, 'finding', id).doc
  const found = beforeAfter(sightingsOfFinding(context.workspace.db, id).map(({ doc }) => doc))
  if (!found) throw new Refusal('nothing_before_after', {})
  const { inOrder } = found
  const placeOf = (wanted: string | null, usual: number): number => {
    if (wanted === null) return usual
    const at = inOrder.findIndex((one) => one.id === wanted)
    if (at < 0) throw new Refusal('not_found', { aggregate: 'sighting', id: wanted })
    return at
  }
  const places = [placeOf(beforeId, found.before), placeOf(afterId, found.after)] as const
  const [one, other] = places.map((at) => inOrder[at]) as [Sighting, Sighting]
  if (one.footageId === null && other.footageId === null) throw new Refusal('nothing_before_after', {})
  const [before, after] = [
    await sideOf(one, places[0] + 1, inOrder.length, making),
    await sideOf(other, places[1] + 1, inOrder.length, making),
  ]
  const order = referredBy<RectificationOrder>(context, 'rectificationOrder', orderIdOf(finding))
  const item = order?.items.find(({ findingId }) => findingId === id)
  const site = referredBy<Site>(context, 'site', finding.siteId)
  const taken = [before.taken, after.taken].filter((side) => side !== null)
  const marks: ReportMark[] = [
    ...(order && order.issued === null ? (['draft'] as const) : []),
    ...(finding.transitions.some(({ alone }) => alone === true) ? (['alone'] as const) : []),
  ]
  const sheet = beforeAfterSheet({
    made: made(marks, taken),
    finding,
    enterprise: referredBy<Enterprise>(context, 'enterprise', finding.enterpriseId)?.name ?? null,
    site: site?.name ?? null,
    asset: site?.assets.find((asset) => asset.id === finding.assetId)?.name ?? null,
    orderNo: order?.issued?.no ?? '',
    demand: item?.demand ?? '',
    criterion: item?.criterion ?? null,
    before: before.side,
    after: after.side,
    laid: await laidOf(before, after, making),
  })
  fs.writeFileSync(file, sheet, { flag: 'wx' })
  const title = language === 'zh' ? '整改前后对照表' : 'Before and after'
  return { name: `${title} ${finding.title}`, about: { aggregate: 'finding', id }, taken, notes: [] }
}

type Side = { readonly side: SideShown; readonly taken: Taken | null; readonly footage: Footage | null }

async function sideOf(
  sighting: Sighting,
  no: number,
  count: number,
  { context, language, pictures }: Making,
): Promise<Side> {
  const footage = referredBy<Footage>(context, 'footage', sighting.footageId)
  const { region } = sighting
  const box = region && about(region)
  const whole = { longPx: LONG_PX, box: null }
  const isPicture = footage !== null && (footage.kind === 'photo' || footage.kind === 'clip')
  const taken = isPicture
    ? await pictures.take(footage, {
        wishes: box ? [whole, { longPx: LONG_PX, box }] : [whole],
        momentS: footage.kind === 'clip' ? (sighting.momentS ?? 0) : null,
      })
    : null
  const lack = sighting.footageId === null ? 'noPicture' : 'notHere'
  return {
    side: {
      sighting,
      no,
      count,
      picture: taken?.shown ?? null,
      why: said('shown', lack, language),
      closeUp: taken?.srcs[1] ?? null,
      markInCloseUp: region && box && within(region, box),
    },
    taken,
    footage: isPicture ? footage : null,
  }
}

/** The part of a picture about a mark, of the picture's own proportions: what is about it tells where it is. */
function about({ x, y, width, height }: ShareBox): ShareBox {
  const share = Math.min(1, Math.max(0.2, 1.8 * Math.max(width, height)))
  const from = (at: number, long: number): number =>
    Math.max(0, Math.min(1 - share, at + long / 2 - share / 2))
  return { x: from(x, width), y: from(y, height), width: share, height: share }
}

/** A mark by its place within a part of the picture. */
const within = (mark: ShareBox, part: ShareBox): ShareBox => ({
  x: (mark.x - part.x) / part.width,
  y: (mark.y - part.y) / part.height,
  width: mark.width / part.width,
  height: mark.height / part.height,
})

/** How the two photos lie on one another; of clips and of what is not here nothing is said. */
async function laidOf(before: Side, after: Side, { context, language, work }: Making): Promise<LaidSaid> {
  const held = []
  for (const { footage, side } of [before, after]) {
    const original = footage?.kind === 'photo' ? await originalHere(context, footage) : 'gone'
    if (!footage || typeof original === 'string') return { kind: 'unread' }
    held.push({
      original,
      picture: { file: original.path, expected: footage.sha256, region: side.sighting.region },
    })
  }
  const [one, other] = held
  try {
    if (!one || !other) return { kind: 'unread' }
    const answer = await context.readers.run(
      'layPictures',
      { before: one.picture, after: other.picture },
      work,
    )
    if (answer === null) return { kind: 'unread' }
    const { matches, inliers } = answer
    if (answer.isAligned)
      return {
        kind: 'aligned',
        matches,
        inliers,
        on: answer.on,
        residualPx: answer.residualPx,
        inRegion: answer.inRegion,
      }
    return {
      kind: 'none',
      why: said('laid', answer.code, language, { matches, inliers }),
      matches,
      inliers,
    }
  } finally {
    for (const { original } of held) original.release()
  }
}
