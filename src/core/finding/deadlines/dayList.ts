import { addDays, Day, yearOf } from './day.ts'

/** Days of a year as a person types them, or the first piece of the text that is none. */
export type DaysRead =
  | { readonly ok: true; readonly days: Day[] }
  | { readonly ok: false; readonly piece: string }

/** So many days a stretch has at most. */
const MOST_DAYS = 100

const ONE = String.raw`(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?`
const PIECE = new RegExp(String.raw`^${ONE}(?:(?:~|～|–|—|至|到|\.\.|-)(?:${ONE}|(\d{1,2})日?))?$`)

/**
 * Days in a text: `1/1~1/3, 2/15~2/23 4/4`, `5月1日至5日`, `2026-10-01`; a piece ends at a space or a comma. Where no year
 * stands they are of `year`. In their order, each once.
 */
export function readDays(text: string, year: number): DaysRead {
  const days = new Set<Day>()
  for (const piece of text.split(/[\s,，、;；]+/)) {
    if (piece === '') continue
    const found = PIECE.exec(piece)
    const from = found && dayIn(found[1], found[2], found[3], year)
    const last = found?.[7] ?? found?.[6]
    const to =
      found && (last === undefined ? from : dayIn(found[4] ?? found[1], found[5] ?? found[2], last, year))
    if (!from || !to || to < from || addDays(from, MOST_DAYS) <= to) return { ok: false, piece }
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day)
  }
  return { ok: true, days: [...days].sort() }
}

function dayIn(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  usual: number,
): Day | null {
  const text = `${year ?? String(usual).padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
  return Day.safeParse(text).success ? text : null
}

/** Days as `readDays` reads them, stretches of them as one piece; of another year than theirs with that before them. */
export function daysText(days: readonly Day[], year: number): string {
  const stretches: [Day, Day][] = []
  for (const day of [...new Set(days)].sort()) {
    const last = stretches.at(-1)
    if (last && addDays(last[1], 1) === day && yearOf(day) === yearOf(last[0])) last[1] = day
    else stretches.push([day, day])
  }
  const said = (day: Day): string =>
    `${yearOf(day) === year ? '' : `${day.slice(0, 4)}/`}${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`
  return stretches.map(([from, to]) => (from === to ? said(from) : `${said(from)}~${said(to)}`)).join(', ')
}
