import { html, type Html, raw } from '../../formats/papers/html.ts'
import { dmsOf } from '../../geo/coordinates.ts'
import type { LatLon } from '../../geo/position.ts'
import type { HeadOfChain } from '../../units/headCode.ts'
import type { Language } from '../../units/language.ts'

/** A box in a picture, in shares of its width and height from the top left. */
export type ShareBox = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A picture as a report shows and names it. */
export type PictureShown = {
  readonly fileName: string
  readonly kind: 'photo' | 'clip'
  readonly sha256: string
  readonly takenAtMs: number | null
  /** The moment of a clip that is meant, s from its beginning; null of a photo, and of a clip as a whole. */
  readonly momentS: number | null
  readonly at: LatLon | null
  readonly errorM: number | null
  /** Over take-off, m. */
  readonly heightM: number | null
  readonly headingDeg: number | null
  readonly pitchDeg: number | null
  readonly device: string
  /** The picture itself, small, as a data address; null where none is shown, and `why` says why. */
  readonly src: string | null
  /** Why it is not shown, in words. */
  readonly why: string
  /** What is shown has its masks drawn over; `bare`: it has masks, and is shown without them. */
  readonly covered: 'none' | 'masked' | 'bare'
}

/** Who made a report when, and what of it stands on every page. */
export type ReportMade = {
  readonly language: Language
  readonly atMs: number
  readonly by: string
  readonly unit: string
  readonly head: HeadOfChain | null
  /** Why pictures are shown without their masks; empty: they are not. */
  readonly unmaskedReason: string
  /** What holds of what is said here: 未批准, 单人办理, 草稿. */
  readonly marks: readonly ReportMark[]
}

export const REPORT_MARKS = ['unapproved', 'alone', 'draft', 'unmasked'] as const
export type ReportMark = (typeof REPORT_MARKS)[number]

const zh = {
  zone: '时间均为北京时间（UTC+8）；位置为 WGS-84 坐标。',
  made: '制作时间',
  by: '制作人',
  unit: '单位',
  marks: { unapproved: '未批准', alone: '单人办理', draft: '草稿', unmasked: '含未遮挡影像' },
  markHints: {
    unapproved: '本次飞行没有批准记录。',
    alone: '其中有应由两人办理而由一人办理的事项。',
    draft: '其中有未下发的文书内容。',
    unmasked: '按下列理由，影像未加遮挡：',
  },
  picture: '影像',
  photo: '照片',
  clip: '视频',
  time: '时间',
  place: '位置',
  direction: '方向',
  height: '高度',
  noTime: '时间不详',
  noPlace: '位置不详',
  noDirection: '方向不详',
  pitch: '俯仰',
  moment: '第',
  masked: '遮挡后的副本',
  bare: '未遮挡',
  hash: 'SHA-256',
  signs: ['操控员', '负责人', '日期'],
  none: '无',
  notStated: '未填',
  north: '北',
}
type Words = { [K in keyof typeof zh]: (typeof zh)[K] extends string ? string : (typeof zh)[K] }

const en: Words = {
  zone: 'Times are China Standard Time (UTC+8); places are WGS-84.',
  made: 'Made',
  by: 'Made by',
  unit: 'Unit',
  marks: { unapproved: 'Not approved', alone: 'Handled by one', draft: 'Draft', unmasked: 'Unmasked' },
  markHints: {
    unapproved: 'There is no record of an approval for this flight.',
    alone: 'Something here that asks for two people was done by one.',
    draft: 'Something here is of a paper that was not issued yet.',
    unmasked: 'Pictures are shown without their masks. The reason given:',
  },
  picture: 'Picture',
  photo: 'Photo',
  clip: 'Clip',
  time: 'Time',
  place: 'Place',
  direction: 'Direction',
  height: 'Height',
  noTime: 'time not known',
  noPlace: 'place not known',
  noDirection: 'direction not known',
  pitch: 'pitch',
  moment: 'at',
  masked: 'copy with its masks',
  bare: 'without its masks',
  hash: 'SHA-256',
  signs: ['Operator', 'Supervisor', 'Date'],
  none: 'none',
  notStated: 'not stated',
  north: 'N',
}

export const reportWords = (language: Language): Words => (language === 'zh' ? zh : en)

/** China has one zone: a moment to the second, as it is read off a clock there. */
export const clockTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** A length of time, s. */
export function durationText(seconds: number, language: Language): string {
  const whole = Math.round(seconds)
  const [hours, minutes, left] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const units = language === 'zh' ? [' 小时', ' 分', ' 秒'] : [' h', ' min', ' s']
  return [hours, minutes, left]
    .map((value, i) => (value > 0 || (i === 2 && whole === 0) ? `${value}${units[i]}` : ''))
    .filter((one) => one !== '')
    .join(' ')
}

export const inLanguage = (language: Language, name: { readonly zh: string; readonly en: string }): string =>
  language === 'en' && name.en !== '' ? name.en : name.zh

/** A day, a moment, or a few letters: what stands on one line. */
const ONE_LINE = /^(?:[ -~]{0,12}|\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)$/

/** A table with a head, over any number of pages. */
export const reportTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html =>
  html`<table><thead><tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell) => (ONE_LINE.test(String(cell)) ? html`<td class="whole">${cell}</td>` : html`<td>${cell}</td>`))}</tr>`,
  )}</tbody></table>`

/** What holds of a report, each with what it means. */
export function marksOf({ language, marks, unmaskedReason }: ReportMade): Html {
  if (marks.length === 0) return html``
  const w = reportWords(language)
  return html`<div class="marks">${marks.map(
    (mark) =>
      html`<div><span class="mark">${w.marks[mark]}</span> <span class="small">${w.markHints[mark]}${mark === 'unmasked' ? ` ${unmaskedReason}` : ''}</span></div>`,
  )}</div>`
}

/** What stands at the edges of each page of a report. */
export const edgesOf = ({ language, marks }: ReportMade, foot: string): { foot: string; mark: string } => ({
  foot,
  mark: marks.map((mark) => reportWords(language).marks[mark]).join('  '),
})

/** Which way a camera looked. */
function directionText({ headingDeg, pitchDeg }: PictureShown, language: Language): string {
  const w = reportWords(language)
  if (headingDeg === null) return w.noDirection
  const turned = ((Math.round(headingDeg) % 360) + 360) % 360
  return `${w.direction} ${turned}°${pitchDeg === null ? '' : ` · ${w.pitch} ${Math.round(pitchDeg)}°`}`
}

/** A picture in its frame, with a box on it where one is marked; in words where it is not shown. */
export function framed(picture: Pick<PictureShown, 'src' | 'why'>, mark: ShareBox | null = null): Html {
  if (picture.src === null) return html`<div class="shown"><p class="none">${picture.why}</p></div>`
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`
  const box = mark
    ? raw(
        `<span class="box" style="left:${percent(mark.x)};top:${percent(mark.y)};width:${percent(mark.width)};height:${percent(mark.height)}"></span>`,
      )
    : html``
  return mark
    ? html`<div class="shown wide"><div><img src="${picture.src}" alt="">${box}</div></div>`
    : html`<div class="shown"><img src="${picture.src}" alt=""></div>`
}

/** What is said of a picture: number and file, when, where, which way, and its hash. */
export function captionOf(picture: PictureShown, no: string, language: Language): Html {
  const w = reportWords(language)
  const { at, errorM, heightM, momentS, covered } = picture
  const time = picture.takenAtMs === null ? w.noTime : clockTime(picture.takenAtMs)
  const moment =
    momentS === null
      ? ''
      : language === 'zh'
        ? ` ${w.moment} ${momentS.toFixed(1)} 秒`
        : ` ${w.moment} ${momentS.toFixed(1)} s`
  const place = at === null ? w.noPlace : `${dmsOf(at)}${errorM === null ? '' : ` ± ${Math.round(errorM)} m`}`
  return html`<figcaption><p><b>${no}</b> ${picture.fileName}${moment}${covered === 'none' ? '' : html` <b>[${w[covered]}]</b>`}</p>
    <p>${time}</p><p>${place}${heightM === null ? '' : ` · ${Math.round(heightM)} m`}</p>
    <p>${directionText(picture, language)}</p><p class="hash">${picture.sha256}</p></figcaption>`
}

/** So many pictures stand beside one another. */
const IN_A_ROW = 3

/** All of some pictures, numbered from 1, row by row; none is cut by the end of a page. */
export function pictureRows(pictures: readonly PictureShown[], language: Language): Html {
  const rows: PictureShown[][] = []
  pictures.forEach((picture, i) => {
    if (i % IN_A_ROW === 0) rows.push([])
    rows.at(-1)?.push(picture)
  })
  return html`${rows.map(
    (row, r) =>
      html`<div class="row">${[0, 1, 2].map((i) => {
        const picture = row[i]
        return picture
          ? html`<figure>${framed(picture)}${captionOf(picture, String(r * IN_A_ROW + i + 1), language)}</figure>`
          : html`<div></div>`
      })}</div>`,
  )}`
}

/** Where a report is signed. */
export const signatures = (signs: readonly string[]): Html =>
  html`<section class="block"><div class="lines" style="grid-template-columns: repeat(${signs.length}, 1fr); margin-top: 14mm">${signs.map((sign) => html`<div>${sign}</div>`)}</div></section>`
