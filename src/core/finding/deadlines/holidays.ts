import { addDays, type Day } from './day.ts'
import type { HolidayYear } from './calendar.ts'

const span = (from: Day, days: number): Day[] => Array.from({ length: days }, (_, n) => addDays(from, n))

/**
 * The holidays of China by the yearly notices of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知).
 * The notice of a year comes out in the November before; a year that is not here is not known, and is entered by hand.
 */
export const HOLIDAYS: readonly HolidayYear[] = [
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    off: [
      ...span('2025-01-01', 1),
      ...span('2025-01-28', 8),
      ...span('2025-04-04', 3),
      ...span('2025-05-01', 5),
      ...span('2025-05-31', 3),
      ...span('2025-10-01', 8),
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    off: [
      ...span('2026-01-01', 3),
      ...span('2026-02-15', 9),
      ...span('2026-04-04', 3),
      ...span('2026-05-01', 5),
      ...span('2026-06-19', 3),
      ...span('2026-09-25', 3),
      ...span('2026-10-01', 7),
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
]
