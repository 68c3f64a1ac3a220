import type { Mission, Part } from './mission.ts'

/** The sortie that flies one of the parts of a mission: the same document, numbered. `i` counts from 0. */
export function partMission(mission: Mission, parts: readonly Part[], i: number, id: string): Mission {
  const label = ` ${i + 1}/${parts.length}`
  const { zh, en } = mission.name
  return {
    ...mission,
    id,
    name: { zh: zh.slice(0, 190) + label, en: en && en.slice(0, 190) + label },
    part: parts[i] ?? null,
  }
}
