import fs from 'node:fs'
import path from 'node:path'
import type { Answer, CallOutput, ServicesHost } from '../contract/index.ts'
import { createServices } from '../services/index.ts'
import { exitOf, optionsOf, print, printJson, refuse, tell, tellNotes } from './io.ts'
import { INGEST_USAGE } from './usage.ts'
import { say } from './words.ts'

type Matches = CallOutput<'footage.match'>['matches']
type Ingested = CallOutput<'footage.ingest'>

/** `sortie ingest`: files and folders into the vault of a workspace, each to the flight that its time belongs to. */
export async function ingestCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('ingest', args, {
    workspace: { type: 'string' },
    flight: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (positionals.length === 0) throw refuse('usage', { usage: INGEST_USAGE })
  if (!values.workspace) throw refuse('missing_option', { command: 'ingest', option: '--workspace' })
  const dir = path.resolve(values.workspace)
  if (!fs.existsSync(path.join(dir, 'sortie.db')))
    throw exitOf({ ok: false, code: 'workspace_missing', params: { dir } })
  const files = positionals.flatMap(filesUnder)
  if (files.length === 0) throw refuse('nothing_to_ingest', { file: positionals[0] ?? '' })
  const host = createServices({ workspaceDir: dir })
  let lastTold = -1
  const stop = host.on((event) => {
    if (event.type !== 'progress' || event.total < LARGE_BYTES) return
    const tenth = Math.floor((event.done / event.total) * 10)
    if (tenth > lastTold) tell(`${tenth * 10} %`)
    lastTold = tenth
  })
  try {
    const names = new Map(files.map((file) => [host.registerFile(file).ref, file]))
    const refs = [...names.keys()]
    const { matches } = await ask<CallOutput<'footage.match'>>(host, 'footage.match', { files: refs })
    const done: Ingested[] = []
    for (const [flightId, group] of groups(matches, values.flight ?? null))
      done.push(await ask<Ingested>(host, 'footage.ingest', { files: group, flightId }))
    report(values.json === true, matches, names, done)
  } finally {
    stop()
    await host.close()
  }
}

/** Progress is told of more than this. */
const LARGE_BYTES = 100_000_000

/** A file, or every file of a folder and what is in it, in the order of their names. */
function filesUnder(given: string): string[] {
  let stat: fs.Stats
  try {
    stat = fs.statSync(given)
  } catch (error) {
    throw refuse('cannot_read', { file: given, problem: (error as { code?: string }).code ?? '' })
  }
  if (!stat.isDirectory()) return [path.resolve(given)]
  return fs
    .readdirSync(given, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.resolve(entry.parentPath, entry.name))
    .sort()
}

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

async function ask<T>(host: ServicesHost, name: string, input: unknown): Promise<T> {
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
    .map(({ file, candidates, isEightHoursOff }) => ({
      file: names.get(file) ?? file,
      candidates,
      isEightHoursOff,
    }))
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
  for (const { file, candidates, isEightHoursOff } of unmatched)
    tell(
      say(isEightHoursOff ? 'eight_hours_off' : candidates.length > 1 ? 'several_flights' : 'no_flight', {
        file,
      }),
    )
  print(
    say('ingested', {
      files: footage.length,
      matched: footage.filter(({ flightId }) => flightId !== null).length,
      known: done.flatMap((one) => one.known).length,
    }),
  )
}
