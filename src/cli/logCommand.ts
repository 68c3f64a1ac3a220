import path from 'node:path'
import { sizesOf } from '../services/reading/fileSizes.ts'
import { type LogRead, placedByTracks, trackGeoJson } from '../services/reading/log.ts'
import { openThreads } from '../services/reading/threads/threads.ts'
import { failureIn } from './inThread.ts'
import {
  Exit,
  exitOf,
  optionsOf,
  print,
  printJson,
  refuse,
  tell,
  tellNotes,
  tenths,
  untilInterrupted,
  writeFile,
} from './io.ts'
import { LOG_USAGE } from './usage.ts'
import { say } from './words.ts'

/** `sortie log`: what flight logs, photos and clips say; several are read together, so that a track places photos. */
export async function logCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('log', args, {
    track: { type: 'string' },
    source: { type: 'string' },
    json: { type: 'boolean' },
  })
  if (positionals.length === 0) throw refuse('usage', { usage: LOG_USAGE })
  const { reads, failed } = await untilInterrupted((signal) =>
    readAll(positionals, signal, values.source ?? null),
  )
  const placed = placedByTracks(reads)
  if (values.track !== undefined) writeFile(values.track, trackGeoJson(placed))
  if (values.json) {
    const answers = placed.map(({ answer }) => answer)
    printJson(positionals.length === 1 ? answers[0] : answers)
  } else
    for (const { answer } of placed) {
      const { file, kind, startUtc, durationS, distanceM, points, clockOffsetS, device, position, notes } =
        answer
      const { lens, target } = answer
      print(
        say('log_line', {
          file,
          kind,
          start: startUtc ?? '-',
          duration: durationS === null ? '-' : durationS.toFixed(1),
          distance: distanceM.toFixed(0),
          points,
          clock: clockOffsetS === null ? '-' : clockOffsetS.toFixed(3),
          device: device ?? '-',
          at: position
            ? say(`at_${position.by}`, { at: `${position.lat.toFixed(7)}, ${position.lon.toFixed(7)}` })
            : '-',
        }),
      )
      if (lens)
        print(
          say('log_lens', {
            kind: lens.kind ? say(`lens_${lens.kind}`) : '-',
            across: lens.hfovDeg?.toFixed(1) ?? '-',
            zoom: lens.zoom.toFixed(1),
          }),
        )
      if (target)
        print(
          say('log_target', {
            at: `${target.at.lat.toFixed(7)}, ${target.at.lon.toFixed(7)}`,
            distance: target.distanceM?.toFixed(1) ?? '-',
            amsl: target.amslM?.toFixed(1) ?? '-',
          }),
        )
      tellNotes(notes, path.basename(file))
    }
  if (failed > 0) process.exitCode = 2
}

/** Reads the files one after the other, telling how far it is where that takes long. */
async function readAll(
  files: readonly string[],
  signal: AbortSignal,
  source: string | null,
): Promise<{ reads: LogRead[]; failed: number }> {
  const sizes = await sizesOf(files.map((path) => ({ path })))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const progress = tenths('reading')
  const reads: LogRead[] = []
  const threads = openThreads({ most: 1 })
  let [failed, done] = [0, 0]
  try {
    for (const [i, file] of files.entries()) {
      let own = 0
      const onBytes = (bytes: number): void => {
        own += bytes
        progress(done + own, total)
      }
      const read = await threads.run('log', { file, source }, { signal, onBytes }).catch((error: unknown) => {
        const failure = signal.aborted ? null : failureIn(error)
        if (!failure) throw error
        return failure
      })
      done += sizes[i] ?? 0
      if (read.ok) reads.push(read.value)
      else if (files.length === 1) throw exitOf(read)
      else {
        // One bad file leaves the others read.
        failed += 1
        tell(exitOf(read).message)
      }
    }
  } catch (error) {
    if (signal.aborted) throw new Exit(1, say('stopped'))
    throw error
  } finally {
    await threads.close()
  }
  return { reads, failed }
}
