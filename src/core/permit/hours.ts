import type { Hours } from '../mission/mission.ts'

/** `8:00`, `08:00`, `0800` or `08：00` as a wall clock has it. */
const TIME = String.raw`(\d{1,2})[:：]?(\d{2})`
const SPAN = new RegExp(String.raw`^${TIME}(?:[-–—~～]|至|到|to)${TIME}$`)

/** A time of day as `HH:MM`, the end of the day as its beginning; null where no clock shows it. */
function timeOf(hour: string, minute: string): string | null {
  const [h, m] = [Number(hour), Number(minute)]
  if (h === 24 && m === 0) return '00:00'
  return h < 24 && m < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** One part of daily hours as a person reads and types it: `08:00-12:00`, the end of a day as its last moment, `24:00`. */
export const spanText = ({ from, to }: Hours): string => `${from}-${to === '00:00' ? '24:00' : to}`

/** Daily hours as a person reads and types them: `08:00-12:00, 14:00-18:00`. */
export const hoursText = (hours: readonly Hours[]): string => hours.map(spanText).join(', ')

/** Daily hours as somebody typed them, several with commas; none in an empty text; null where it is not written so. */
export function readHours(text: string): Hours[] | null {
  const found = text
    .split(/[,，、;；]/)
    .map((part) => part.replace(/\s/g, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [, fromH = '', fromM = '', toH = '', toM = ''] = SPAN.exec(part) ?? []
      const [from, to] = [timeOf(fromH, fromM), timeOf(toH, toM)]
      return fromM !== '' && from !== null && to !== null ? { from, to } : null
    })
  return found.every((one) => one !== null) ? found : null
}
