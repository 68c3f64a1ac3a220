import type { CallOutput } from '../../../../src/contract/index.ts'
import type { Zone } from '../../../../src/core/footage/zone.ts'

type Answer = CallOutput<'footage.match'>
export type Match = Answer['matches'][number]
export type Proposal = Answer['proposals'][number]
/** Whose track of a log is to be taken. */
export type ChosenSource = { file: string; source: string }

/** Files of a card that the same answer is wanted for. */
export type Group = {
  key: string
  refs: string[]
  names: string[]
  why: Match['why']
  candidates: string[]
  suggestedId: string | null
  hours: number
  startMs: number | null
  /** Of a recorded flight or of a proposal; null: to no flight. */
  flightId: string | null
  isCertain: boolean
}

/** What `footage.match` calls pictures. */
const PICTURES: readonly string[] = ['jpeg', 'heic', 'dng', 'mp4', 'ts']
const HOUR_MS = 3600_000

/** One group a flight for what is certain; one a question for the rest, by reason, suggestion and hour. */
export function groupsOf(matches: readonly Match[], names: ReadonlyMap<string, string>): Group[] {
  const groups = new Map<string, Group>()
  // Logs first: a track has to be there when pictures want a place.
  const isPicture = ({ kind }: Match): boolean => kind === null || PICTURES.includes(kind)
  for (const match of [...matches].sort((a, b) => Number(isPicture(a)) - Number(isPicture(b)))) {
    const { file, flightId, why, candidates, suggestedId, hours, startMs } = match
    const hour = startMs === null ? 'never' : Math.floor(startMs / HOUR_MS)
    const question = [why, suggestedId, hours, ...candidates, why === 'new' ? '' : hour].join(' ')
    const key = flightId ?? question
    const known = groups.get(key)
    const name = names.get(file) ?? file
    if (known) {
      known.refs.push(file)
      known.names.push(name)
    } else
      groups.set(key, {
        key,
        refs: [file],
        names: [name],
        why,
        candidates,
        suggestedId,
        hours,
        startMs,
        flightId: flightId ?? suggestedId,
        isCertain: flightId !== null,
      })
  }
  return [...groups.values()]
}

/** The files of groups by the flight that they go to, in the order of the groups. */
export function filesByFlight(groups: readonly Group[]): Map<string | null, string[]> {
  const byFlight = new Map<string | null, string[]>()
  for (const { flightId, refs } of groups)
    byFlight.set(flightId, [...(byFlight.get(flightId) ?? []), ...refs])
  return byFlight
}

/** The cameras of a card whose clocks do not say their zone, with the one that it was read in. */
export function zonesOf(matches: readonly Match[]): { device: string; zone: Zone; files: number }[] {
  const cameras = new Map<string, { device: string; zone: Zone; files: number }>()
  for (const { device, assumedZone } of matches) {
    if (assumedZone === null) continue
    const known = cameras.get(device)
    if (known) known.files += 1
    else cameras.set(device, { device, zone: assumedZone, files: 1 })
  }
  return [...cameras.values()]
}

/** Zones that somebody may choose from: China's, UTC, and the whole hours about it. */
export const ZONES: readonly Zone[] = [
  'Asia/Shanghai',
  'UTC',
  ...Array.from({ length: 27 }, (_, i) => i - 12)
    .filter((hours) => hours !== 0 && hours !== 8)
    .map((hours) => `${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`),
]

/** The calls that read many files: looking at a card, and copying it. */
export const READING_CARDS: readonly string[] = ['footage.ingest', 'footage.match']
