import type { Name } from '../../src/core/units/id.ts'
import { deliveredIn } from '../../src/words/delivered.ts'
import { writtenDay } from '../../src/core/units/writtenDay.ts'
import { type Key, language, t, words } from './index.ts'
import { neutral } from '../../src/core/units/shown.ts'
import { wordsOf } from '../../src/words/words.ts'

const locale = (): string => (language() === 'zh' ? 'zh-CN' : 'en-GB')

/** Times are shown, and typed, in China's one zone, whatever the laptop's clock says. */
export const ZONE = 'Asia/Shanghai'
const OFFSET_MS = 8 * 3_600_000

/** Making a formatter costs a hundred times what using it does: one a language and form is kept. */
const numberFormats = new Map<string, Intl.NumberFormat>()
const timeFormats = new Map<string, Intl.DateTimeFormat>()

function formatted(value: number, digits: number, style: 'decimal' | 'percent'): string {
  const key = `${locale()} ${style} ${digits}`
  const format =
    numberFormats.get(key) ??
    new Intl.NumberFormat(locale(), { style, maximumFractionDigits: digits, minimumFractionDigits: 0 })
  numberFormats.set(key, format)
  return format.format(value)
}

function timed(atMs: number, form: keyof typeof TIME_FORMS): string {
  const key = `${locale()} ${form}`
  const format =
    timeFormats.get(key) ??
    new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hour12: false, ...TIME_FORMS[form] })
  timeFormats.set(key, format)
  return format.format(atMs)
}

const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const MINUTE = { hour: '2-digit', minute: '2-digit' } as const
const TIME_FORMS = {
  day: DAY,
  month: { year: 'numeric', month: 'long' },
  minute: { ...DAY, ...MINUTE },
  clock: { ...MINUTE, second: '2-digit' },
} as const

export const number = (value: number, digits = 0): string => formatted(value, digits, 'decimal')

export const percent = (share: number, digits = 0): string => formatted(share, digits, 'percent')

/** Metres, or kilometres from 1,000 m. */
export const length = (metres: number): string =>
  metres >= 1000
    ? t('unit.km', { value: number(metres / 1000, 2) })
    : t('unit.m', { value: number(metres, metres < 10 ? 1 : 0) })

/** Metres as somebody measures them: to the decimetre below a kilometre. */
export const measuredLength = (metres: number): string =>
  metres >= 1000
    ? t('unit.km', { value: number(metres / 1000, 3) })
    : t('unit.m', { value: number(metres, 1) })

/** Square metres, or hectares from one hectare on. */
export const area = (squareM: number): string =>
  squareM >= 10_000
    ? t('unit.ha', { value: number(squareM / 10_000, 2) })
    : t('unit.m2', { value: number(squareM) })

/** An angle or a bearing, degrees. */
export const degrees = (value: number): string => t('unit.deg', { value: number(value, 1) })

/** A length of time as people say it: `1.4 s`, `42 s`, `12 min 5 s`, `33 h 21 min`, `3 days 4 h`. */
export function duration(seconds: number): string {
  if (Math.abs(seconds) < 9.95) return t('unit.s', { value: number(seconds, 1) })
  const whole = Math.round(seconds)
  if (whole < 60) return t('unit.s', { value: number(whole) })
  if (whole < 3600) return parted(whole, 60, 'unit.min', 'unit.minSec')
  const minutes = Math.round(seconds / 60)
  if (minutes < 48 * 60) return parted(minutes, 60, 'unit.h', 'unit.hMin')
  return parted(Math.round(minutes / 60), 24, 'unit.d', 'unit.dH')
}

/** So many of the larger unit, and what is left of the smaller, where anything is. */
const parted = (count: number, each: number, whole: Key, both: Key): string =>
  count % each === 0
    ? t(whole, { value: number(count / each) })
    : t(both, { value: number(Math.floor(count / each)), rest: number(count % each) })

export const dateTime = (atMs: number): string => timed(atMs, 'minute')

/** The time of day, to the second: what a log is read by. */
export const clock = (atMs: number): string => timed(atMs, 'clock')

export const date = (atMs: number): string => timed(atMs, 'day')

/** The month of a moment, as `May 2026`. */
export const month = (atMs: number): string => timed(atMs, 'month')

/** A calendar day, `2026-05-20`, as every other day is shown. */
export const calendarDay = (day: string): string => writtenDay(language(), day)

export const bytes = (size: number): string =>
  size >= 1e6 ? t('unit.mb', { value: number(size / 1e6, 1) }) : t('unit.kb', { value: number(size / 1e3) })

/** What a time zone is called; one that has no name here, as the machine names it. */
export const zoneName = (zone: string): string => wordsOf(language(), 'zone', zone) ?? zone

/** A position as a person reads it to another: six decimals, 0.1 m. */
export const position = ({ lat, lon }: { lat: number; lon: number }): string =>
  `${lat.toFixed(6)}, ${lon.toFixed(6)}`

/** A name in the window's language; Chinese stands for a missing English one. */
export const nameOf = (name: Name): string => neutral(language() === 'en' && name.en ? name.en : name.zh)

/** A text that Sortie brought along, in the window's language; what somebody wrote as they wrote it. */
export const delivered = (text: string): string => neutral(deliveredIn(language(), text))

/** The name of what something refers to; a word where that is not here: another station may have it. */
export const nameHere = (name: Name | null, what: 'enterprise' | 'site' | 'mission'): string =>
  name ? nameOf(name) : t('app.notHereOf', { what: words('aggregate', what) })

/** A name as it is typed into one field: the window's language, the other left alone or filled. */
export const withName = (name: Name, text: string): Name =>
  language() === 'en'
    ? { zh: name.zh === name.en || !name.zh ? text : name.zh, en: text }
    : { ...name, zh: text }

/** The value of a `datetime-local` field in China's zone. */
export const toLocalInput = (atMs: number): string => new Date(atMs + OFFSET_MS).toISOString().slice(0, 16)

/** UTC milliseconds of a `datetime-local` field in China's zone; null when it is not a time. */
export function fromLocalInput(text: string): number | null {
  const atMs = Date.parse(`${text}:00+08:00`)
  return Number.isFinite(atMs) ? atMs : null
}
