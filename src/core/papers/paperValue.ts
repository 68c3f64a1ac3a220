/** A picture of a paper, by the SHA-256 of its file; null: there is none. */
export type PaperPicture = { readonly picture: string | null }
/** A moment of a paper, UTC ms; null: not known. */
export type PaperMoment = { readonly atMs: number | null }

/** What stands behind a tag of a template: a text, a figure, a moment, a picture, a group of further ones, or a list of groups. */
export type PaperValue =
  | string
  | number
  | boolean
  | null
  | PaperPicture
  | PaperMoment
  | readonly PaperGroup[]
  | PaperGroup
export type PaperGroup = { readonly [name: string]: PaperValue }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isPicture = (value: unknown): value is PaperPicture =>
  isObject(value) && Object.hasOwn(value, 'picture')
export const isMoment = (value: unknown): value is PaperMoment =>
  isObject(value) && Object.hasOwn(value, 'atMs')
/** Whether something has tags of its own in it. */
export const isGroup = (value: unknown): value is PaperGroup =>
  isObject(value) && !isPicture(value) && !isMoment(value)

/** What a tag says beside its name. */
export type Tag = { readonly path: readonly string[]; readonly filter: string | null }

/** A tag as people type it: `企业.名称|留空`; signs of any width. */
export function tagOf(text: string): Tag {
  const [name = '', filter, ...more] = text.normalize('NFKC').split('|')
  return {
    path: name.split('.').map((part) => part.trim()),
    filter: filter === undefined ? null : [filter, ...more].join('|').trim(),
  }
}

/** What a path leads to from the innermost group outward, by own members alone; undefined: nothing is called so. */
export function valueAt(scopes: readonly unknown[], path: readonly string[]): PaperValue | undefined {
  for (const scope of [...scopes].reverse()) {
    const [first = ''] = path
    if (!isObject(scope) || !Object.hasOwn(scope, first)) continue
    let value: unknown = scope
    for (const name of path) {
      if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
      value = value[name]
    }
    return value as PaperValue
  }
  return undefined
}

/** China's time: no summer time, eight hours ahead of UTC. */
const ZONE_MS = 8 * 3_600_000
const HAN = '〇一二三四五六七八九'
const EMPTY_LINE = '________'

const partsOf = (atMs: number) => {
  const at = new Date(atMs + ZONE_MS)
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  }
}
const dateSaid = (atMs: number): string => {
  const { year, month, day } = partsOf(atMs)
  return `${year}年${month}月${day}日`
}
/** A day of the calendar (`2026-12-01`) as forms write it out; other text as it stands. */
export function daySaid(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  return year === undefined ? day : `${year}年${Number(month)}月${Number(date)}日`
}
const timeSaid = (atMs: number): string => {
  const { hour, minute } = partsOf(atMs)
  return `${hour}时${String(minute).padStart(2, '0')}分`
}
const hanBelowHundred = (n: number): string => {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 0 ? '' : `${tens === 1 ? '' : HAN.charAt(tens)}十`}${ones === 0 ? '' : HAN.charAt(ones)}`
}
const hanDate = (atMs: number): string => {
  const { year, month, day } = partsOf(atMs)
  const years = Array.from(String(year), (digit) => HAN.charAt(Number(digit))).join('')
  return `${years}年${hanBelowHundred(month)}月${hanBelowHundred(day)}日`
}

type Filter = (value: PaperValue) => string
const moment =
  (say: (atMs: number) => string): Filter =>
  (value) =>
    isMoment(value) ? (value.atMs === null ? '' : say(value.atMs)) : said(value)

/** What a tag may have done with its value, by its two names. */
export const FILTERS: readonly { readonly names: readonly [string, string]; readonly say: Filter }[] = [
  { names: ['date', '日期'], say: moment(dateSaid) },
  { names: ['time', '时间'], say: moment(timeSaid) },
  { names: ['hanDate', '大写日期'], say: moment(hanDate) },
  { names: ['blank', '留空'], say: (value) => said(value) || EMPTY_LINE },
]
export const filterOf = (name: string): Filter | null =>
  FILTERS.find(({ names }) => names.includes(name))?.say ?? null

/** A value as it stands in a text; nothing of what is not known. */
export function said(value: PaperValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (isMoment(value)) return value.atMs === null ? '' : `${dateSaid(value.atMs)}${timeSaid(value.atMs)}`
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'object' ? '' : String(value)
}
