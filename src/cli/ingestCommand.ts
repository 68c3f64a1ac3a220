import fs from 'node:fs'
import path from 'node:path'
import {
  type Answer,
  type CallOutput,
  type DeviceZone,
  type InSession,
  inSession,
} from '../contract/index.ts'
import { createServices } from '../services/index.ts'
import { ACTING_OPTIONS, actAs } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import {
  exitOf,
  optionsOf,
  print,
  printJson,
  refuse,
  tell,
  tellNotes,
  tenths,
  untilInterrupted,
} from './io.ts'
import { zonesAsked, zonesFor } from './ingestZones.ts'
import { INGEST_USAGE } from './usage.ts'
import { say } from './words.ts'

type Matches = CallOutput<'footage.match'>['matches']
type Ingested = CallOutput<'footage.ingest'>

/** `sortie ingest`: files and folders into the vault of a workspace, each to the flight that its time belongs to. */
export async function ingestCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('ingest', args, {
    workspace: { type: 'string' },
    flight: { type: 'string' },
    zone: { type: 'string', multiple: true },
    source: { type: 'string' },
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  if (positionals.length === 0) throw refuse('usage', { usage: INGEST_USAGE })
  if (!values.workspace) throw refuse('missing_option', { command: 'ingest', option: '--workspace' })
  const dir = path.resolve(values.workspace)
  assertWorkspace(dir)
  const asked = zonesAsked(values.zone ?? [])
  const files = positionals.flatMap(filesUnder)
  if (files.length === 0) {
    if (process.exitCode === 2) return
    throw refuse('nothing_to_ingest', { file: positionals[0] ?? '' })
  }
  const host = inSession(createServices({ workspaceDir: dir }))
  try {
    await actAs(host, values)
    const names = new Map(files.map((file) => [host.registerFile(file).ref, file]))
    await untilInterrupted(async (signal) => {
      signal.addEventListener('abort', () => {
        for (const task of ['footage.match', 'footage.ingest']) void host.call('task.cancel', { task })
      })
      const refs = [...names.keys()]
      const wished = values.source
      const sources = wished === undefined ? [] : refs.map((file) => ({ file, source: wished }))
      const first = await matched(host, refs, [], sources)
      const zones = zonesFor(first, asked)
      // What the clocks of the cameras are set to changes which flights fit.
      const matches = zones.length > 0 && !signal.aborted ? await matched(host, refs, zones, sources) : first
      const done: Ingested[] = []
      let left = files.length
      for (const [flightId, group] of groups(matches, values.flight ?? null))
        for (const lot of lotsOf(group)) {
          if (signal.aborted) break
          const answer = await brought(host, lot, flightId, zones, sources)
          done.push(answer)
          left -= lot.length - leftOf(answer)
        }
      report(values.json === true, matches, names, done)
      if (!signal.aborted || left === 0) return
      process.exitCode = 1
      const kept = done.reduce((sum, { footage }) => sum + footage.length, 0)
      tell(say('ingest_stopped_here', { files: kept, left }))
    })
  } finally {
    await host.close()
  }
}

type Sources = { file: string; source: string }[]
/** A call knows only of the files that it is about. */
const sourcesOf = (files: readonly string[], sources: Sources): Sources =>
  sources.filter(({ file }) => files.includes(file))

async function matched(
  host: InSession,
  files: string[],
  zones: DeviceZone[],
  sources: Sources,
): Promise<Matches> {
  const stop = toldOf(host, 'looking')
  const found: Matches = []
  try {
    for (const lot of lotsOf(files))
      found.push(
        ...(
          await ask<CallOutput<'footage.match'>>(host, 'footage.match', {
            files: lot,
            zones,
            sources: sourcesOf(lot, sources),
          })
        ).matches,
      )
    return found
  } finally {
    stop()
  }
}

/** A call takes so many files at a time. */
const MOST_FILES = 5000
const lotsOf = (files: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(files.length / MOST_FILES) }, (_, i) =>
    files.slice(i * MOST_FILES, (i + 1) * MOST_FILES),
  )

async function brought(
  host: InSession,
  files: string[],
  flightId: string | null,
  zones: DeviceZone[],
  sources: Sources,
): Promise<Ingested> {
  const stop = toldOf(host, 'copying')
  return await ask<Ingested>(host, 'footage.ingest', {
    files,
    flightId,
    zones,
    sources: sourcesOf(files, sources),
  }).finally(stop)
}

/** Tells how far one task is; answers how to leave off. */
function toldOf(host: InSession, doing: 'looking' | 'copying'): () => void {
  const progress = tenths(doing)
  return host.on((event) => {
    if (event.type === 'progress' && event.done < event.total) progress(event.done, event.total)
  })
}

/** How many files were not looked at because somebody stopped it. */
const leftOf = ({ notes }: Ingested): number =>
  notes.reduce((sum, { code, params }) => sum + (code === 'ingest_cancelled' ? Number(params['left']) : 0), 0)

/** A file, or every file of a folder and what is in it, in the order of their names; what is not there is said, and left. */
function filesUnder(given: string): string[] {
  try {
    const stat = fs.statSync(given)
    if (stat.isDirectory()) return filesIn(given).sort()
    if (stat.isFile()) return [path.resolve(given)]
    return left(given, 'NOT_A_FILE')
  } catch (error) {
    return left(given, (error as { code?: string }).code ?? '')
  }
}

function left(file: string, problem: string): [] {
  tell(exitOf({ ok: false, code: 'cannot_read', params: { file, problem } }).message)
  process.exitCode = 2
  return []
}

/** Links are not followed, which may lead round in circles or out of the card. */
const filesIn = (folder: string): string[] =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.resolve(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(file)
    if (entry.name.startsWith('.')) return []
    return entry.isFile() ? [file] : left(file, 'NOT_A_FILE')
  })

/** What is said of a file that is not certain, by the reason. */
const WORDS = {
  time: 'no_flight',
  timeAndPlace: 'no_flight',
  several: 'several_flights',
  far: 'far_from_flight',
  hours: 'hours_off',
  place: 'only_place_fits',
  new: 'of_new_flight',
  noFlight: 'no_flight',
  noTime: 'no_flight',
} as const satisfies Record<Matches[number]['why'], string>

/** What `footage.match` calls pictures. */
const PICTURES: readonly string[] = ['jpeg', 'heic', 'dng', 'mp4']

/** Files by flight; logs first, so that a track is there when photos want a place. */
function groups(matches: Matches, chosen: string | null): Map<string | null, string[]> {
  const found = new Map<string | null, string[]>()
  const isMedia = (kind: string | null) => kind === null || PICTURES.includes(kind)
  for (const match of [...matches].sort((a, b) => Number(isMedia(a.kind)) - Number(isMedia(b.kind)))) {
    const flightId = chosen ?? match.flightId
    found.set(flightId, [...(found.get(flightId) ?? []), match.file])
  }
  return found
}

async function ask<T>(host: InSession, name: string, input: unknown): Promise<T> {
  const answer: Answer = await host.call(name, input)
  if (!answer.ok) throw exitOf(answer)
  return answer.value as T
}

function report(
  json: boolean,
  matches: Matches,
  names: ReadonlyMap<string, string>,
  done: readonly Ingested[],
): void {
  const footage = done.flatMap((one) => one.footage.map(({ doc }) => doc))
  const notes = done.flatMap((one) => one.notes)
  const unmatched = matches
    .filter(({ flightId }) => flightId === null)
    .map(({ file, candidates, isEightHoursOff, why, suggestedId, hours }) => ({
      file: names.get(file) ?? file,
      candidates,
      isEightHoursOff,
      why,
      suggested: why === 'new' ? null : suggestedId,
      hours,
    }))
  // Bad files leave the others brought, and are told of.
  if (notes.some(({ severity }) => severity === 'error')) process.exitCode = 2
  if (json) {
    printJson({
      ingested: footage.map(({ id, fileName, kind, sha256, flightId, takenAt, placement }) => ({
        id,
        fileName,
        kind,
        sha256,
        flightId,
        takenUtc: takenAt ? new Date(takenAt.utcMs).toISOString() : null,
        position: placement && { ...placement.at, heightM: placement.heightM, by: placement.by },
      })),
      known: done.flatMap((one) => one.known).length,
      unmatched,
      notes,
    })
    return
  }
  tellNotes(notes)
  for (const { file, isEightHoursOff, why, hours } of unmatched)
    tell(say(isEightHoursOff ? 'eight_hours_off' : WORDS[why], { file, hours: Math.abs(hours) }))
  print(
    say('ingested', {
      files: footage.length,
      matched: footage.filter(({ flightId }) => flightId !== null).length,
      known: done.flatMap((one) => one.known).length,
    }),
  )
}
