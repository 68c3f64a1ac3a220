import type { Finding, Sighting } from '../../finding/finding.ts'
import { facts, html, type Html, reportPage } from '../../formats/papers/html.ts'
import { headOnPaper } from '../../formats/papers/journalHead.ts'
import { dmsOf } from '../../geo/coordinates.ts'
import type { Language } from '../../units/language.ts'
import { REGISTER_WORDS } from '../registerWords.ts'
import {
  captionOf,
  clockTime,
  edgesOf,
  framed,
  inLanguage,
  marksOf,
  type PictureShown,
  type ReportMade,
  reportWords,
  type ShareBox,
  signatures,
} from './parts.ts'

/** One of the two sightings that are held against one another. */
export type SideShown = {
  readonly sighting: Sighting
  /** Which of how many of the finding's sightings it is, the first one first. */
  readonly no: number
  readonly count: number
  /** Null where it has no picture, or that is not here: `why` says which. */
  readonly picture: PictureShown | null
  readonly why: string
  /** The part of the picture about the mark, as a data address; null where nothing is marked, or nothing is shown. */
  readonly closeUp: string | null
  /** The mark within that part, in shares of its sides. */
  readonly markInCloseUp: ShareBox | null
}

/** Whether the pictures could be laid on one another. */
export type LaidSaid =
  | {
      readonly kind: 'aligned'
      readonly on: 'region' | 'whole'
      readonly inliers: number
      readonly matches: number
      readonly residualPx: number
      readonly inRegion: number | null
    }
  /** `why`: what speaks against it, in words. */
  | { readonly kind: 'none'; readonly why: string; readonly inliers: number; readonly matches: number }
  /** Nothing to lay: there are not two pictures that can be read here. */
  | { readonly kind: 'unread' }

/** What a sheet of before and after says. */
export type BeforeAfterParts = {
  readonly made: ReportMade
  readonly finding: Finding
  readonly enterprise: { readonly zh: string; readonly en: string } | null
  readonly site: { readonly zh: string; readonly en: string } | null
  readonly asset: { readonly zh: string; readonly en: string } | null
  readonly orderNo: string
  readonly demand: string
  readonly criterion: { readonly proof: 'air' | 'site' | 'document'; readonly words: string } | null
  readonly before: SideShown
  readonly after: SideShown
  readonly laid: LaidSaid
}

const WORDS = {
  zh: {
    title: '整改前后对照表',
    enterprise: '企业',
    place: '位置',
    level: '等级',
    state: '状态',
    category: '类别',
    opened: '发现时间',
    order: '责令整改文号',
    demand: '整改要求',
    criterion: '销号标准',
    proof: { air: '空中目视', site: '现场查看', document: '书面材料' },
    noCriterion: '未下发责令，没有销号标准。',
    outcome: '复查结果',
    results: { corrected: '已改正', partly: '部分改正', not: '未改正', unseen: '未能看清' },
    noRecheck: '尚无复查结果。',
    by: '复查人',
    before: '整改前',
    after: '整改后',
    of: (no: number, count: number) => `第 ${no} 次目击，共 ${count} 次`,
    closeUps: '隐患部位',
    wholes: '完整影像（框内为隐患部位）',
    seen: { first: '首次发现', still: '仍存在', gone: '已消除', worse: '加重', unseen: '未能看清' },
    from: { air: '空中所见', site: '现场所见' },
    author: '目击人',
    noMark: '该影像上未标注隐患部位。',
    laid: '影像对齐',
    aligned: (on: string, matches: number, inliers: number, px: string) =>
      `两张影像已对齐（依据：${on}）：匹配特征 ${matches} 处，其中一致 ${inliers} 处，残差 ${px} 像素（长边 1280 像素）。`,
    on: { region: '隐患周边', whole: '整幅画面' },
    inRegion: (n: number) => `其中位于隐患周边的 ${n} 处。`,
    notAligned: (why: string) => `不主张两张影像对齐：${why}`,
    counts: (matches: number, inliers: number) => `匹配特征 ${matches} 处，一致 ${inliers} 处。`,
    unread: '没有两张可读取的影像，不主张对齐。',
    help: '对齐只用于辅助观察，是否整改以复查人所见为准。',
    signs: ['复查人', '负责人', '企业代表', '日期'],
    none: '-',
  },
  en: {
    title: 'Before and after',
    enterprise: 'Enterprise',
    place: 'Place',
    level: 'Level',
    state: 'State',
    category: 'Category',
    opened: 'First seen',
    order: 'Order',
    demand: 'Demanded',
    criterion: 'What closes it',
    proof: { air: 'seen from the air', site: 'seen on site', document: 'a document' },
    noCriterion: 'No order was issued, so nothing is laid down that closes it.',
    outcome: 'Re-check',
    results: {
      corrected: 'put right',
      partly: 'partly put right',
      not: 'not put right',
      unseen: 'could not be seen',
    },
    noRecheck: 'There is no re-check yet.',
    by: 'Re-checked by',
    before: 'Before',
    after: 'After',
    of: (no: number, count: number) => `sighting ${no} of ${count}`,
    closeUps: 'The place of the finding',
    wholes: 'Whole pictures (the finding in its box)',
    seen: {
      first: 'first seen',
      still: 'still there',
      gone: 'gone',
      worse: 'worse',
      unseen: 'could not be seen',
    },
    from: { air: 'seen from the air', site: 'seen on site' },
    author: 'Seen by',
    noMark: 'Nothing is marked in this picture.',
    laid: 'Alignment',
    aligned: (on: string, matches: number, inliers: number, px: string) =>
      `The pictures lie on one another by ${on}: ${matches} matches, ${inliers} of them agree, ${px} px are left (longer side 1,280 px).`,
    on: { region: 'the surroundings of the finding', whole: 'the whole view' },
    inRegion: (n: number) => `${n} of them ${n === 1 ? 'is' : 'are'} about the finding.`,
    notAligned: (why: string) => `No alignment is claimed: ${why}`,
    counts: (matches: number, inliers: number) => `${matches} matches, ${inliers} agree.`,
    unread: 'There are not two pictures that can be read, so no alignment is claimed.',
    help: 'An alignment is a help to look; whether it is put right is what whoever re-checked it saw.',
    signs: ['Re-checked by', 'Supervisor', 'For the enterprise', 'Date'],
    none: '-',
  },
} as const

/** A finding before and after on paper: both pictures, side by side, and what was demanded and found. A whole HTML page. */
export function beforeAfterSheet(parts: BeforeAfterParts): string {
  const { made, finding, before, after } = parts
  const { language } = made
  const w = WORDS[language]
  const r = reportWords(language)
  const said = REGISTER_WORDS[language]
  const named = (name: { zh: string; en: string } | null): string => (name ? inLanguage(language, name) : '')
  const recheck = finding.rechecks?.at(-1)
  const place = [named(parts.site), named(parts.asset)].filter((one) => one !== '').join(' · ')
  const isClose = before.closeUp !== null || after.closeUp !== null
  const body = html`
    <header><div><h1>${w.title}</h1><p><b>${finding.title}</b></p></div>
      <div class="small"><p>${made.unit}</p><p>${r.made} ${clockTime(made.atMs)}</p><p>${r.by} ${made.by}</p></div></header>
    ${marksOf(made)}
    ${facts([
      [w.enterprise, named(parts.enterprise) || w.none],
      [w.place, place || dmsOf(finding.at)],
      [w.level, said.level[finding.level]],
      [w.state, said.state[finding.state]],
      [w.opened, clockTime(finding.openedAtMs)],
      [w.order, parts.orderNo || w.none],
      ...(finding.category === '' ? [] : ([[w.category, finding.category]] as const)),
    ])}
    ${parts.demand === '' ? html`` : html`<p><b>${w.demand}</b> ${parts.demand}</p>`}
    <p><b>${w.criterion}</b> ${parts.criterion ? `${w.proof[parts.criterion.proof]}：${parts.criterion.words}`.replace('：', language === 'zh' ? '：' : ': ') : w.noCriterion}</p>
    <p class="said ${recheck?.result === 'corrected' ? 'good' : 'bad'}"><b>${w.outcome}</b> ${
      recheck
        ? html`<b>${w.results[recheck.result]}</b> · ${clockTime(recheck.atMs)} · ${w.by} ${recheck.by}${recheck.words === '' ? '' : ` · ${recheck.words}`}${recheck.document === '' ? '' : ` · ${recheck.document}`}`
        : w.noRecheck
    }</p>
    ${isClose ? html`<section class="block"><h2>${w.closeUps}</h2><div class="row">${[before, after].map((side, i) => closeUp(side, i === 0 ? w.before : w.after, language))}</div></section>` : html``}
    <section class="block"><h2>${w.wholes}</h2><div class="row">${[before, after].map((side, i) => whole(side, i === 0 ? w.before : w.after, language))}</div></section>
    <section class="block"><h2>${w.laid}</h2>${laidSaid(parts.laid, language)}<p class="small">${w.help} ${r.zone}</p></section>
    ${signatures(w.signs)}
    ${headOnPaper(made.head, language)}`
  return reportPage(
    language,
    `${w.title} ${finding.title}`,
    body,
    edgesOf(made, `${w.title}  ${finding.title}`),
  )
}

function closeUp(
  { closeUp: src, markInCloseUp, picture, why }: SideShown,
  which: string,
  language: Language,
): Html {
  const none = picture === null ? why : picture.why || WORDS[language].noMark
  return html`<figure>${framed({ src, why: none }, src === null ? null : markInCloseUp)}<figcaption><p><b>${which}</b></p></figcaption></figure>`
}

function whole({ sighting, no, count, picture, why }: SideShown, which: string, language: Language): Html {
  const w = WORDS[language]
  const { region } = sighting
  return html`<figure>${framed(picture ?? { src: null, why }, picture?.src ? region : null)}
    <p><b>${which}</b> · ${w.of(no, count)} · <b>${w.seen[sighting.outcome]}</b></p>
    <p>${clockTime(sighting.seenAtMs)} · ${w.from[sighting.seenFrom]} · ${w.author} ${sighting.author}</p>
    ${sighting.words === '' ? html`` : html`<p>${sighting.words}</p>`}
    ${picture ? captionOf(picture, which, language) : html``}</figure>`
}

function laidSaid(laid: LaidSaid, language: Language): Html {
  const w = WORDS[language]
  if (laid.kind === 'unread') return html`<p class="said">${w.unread}</p>`
  if (laid.kind === 'none')
    return html`<p class="said"><b>${w.notAligned(laid.why)}</b> ${w.counts(laid.matches, laid.inliers)}</p>`
  return html`<p class="said good"><b>${w.aligned(w.on[laid.on], laid.matches, laid.inliers, laid.residualPx.toFixed(2))}</b> ${laid.inRegion === null || laid.on === 'region' ? '' : w.inRegion(laid.inRegion)}</p>`
}
