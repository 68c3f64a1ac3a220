import fs from 'node:fs'
import path from 'node:path'
import { type LaneOrder, orderS } from './laneOrder.ts'

const FILE = path.join(import.meta.dirname, 'bestKnown.json')

/** The quickest order that any search has found for some lanes, what it began with, and by which seed. */
export type BestKnown = {
  readonly lanes: string
  readonly seconds: number
  readonly seed: number
  readonly begin: 'chance' | 'planner'
  readonly entries: readonly number[]
}

export type AllKnown = Readonly<Record<string, BestKnown>>

export const allKnown = (): AllKnown =>
  fs.existsSync(FILE) ? (JSON.parse(fs.readFileSync(FILE, 'utf8')) as AllKnown) : {}

/** What is known of just these lanes, measured anew; null of others, or where what is kept is no order of them. */
export function knownS(task: LaneOrder, all: AllKnown = allKnown()): number | null {
  const known = all[task.name]
  if (known?.lanes !== task.fingerprint) return null
  const lanes = new Set(known.entries.map((end) => end >> 1))
  return lanes.size === task.lanes && known.entries.length === task.lanes ? orderS(task, known.entries) : null
}

/** Kept in the order of their names, an entry a line: what changes can be read. */
export function keep(all: AllKnown): void {
  const lines = Object.keys(all)
    .sort()
    .map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(all[name])}`)
  fs.writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`)
}
