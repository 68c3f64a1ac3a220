import type { Level } from './finding.ts'
import type { SettingOf } from './settings.ts'

/** Who is told of something that is so many whole days over; null: nobody. */
export function toldOf(rows: SettingOf<'escalation'>['rows'], level: Level, daysOver: number): string | null {
  const due = rows.filter((row) => row.level === level && row.days <= daysOver)
  return (
    due.reduce<(typeof due)[number] | null>((most, row) => (most && most.days > row.days ? most : row), null)
      ?.whom ?? null
  )
}
