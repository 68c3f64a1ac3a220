import type { CallOutput, ExportFormat } from '../../contract/index.ts'
import type { FormatInput } from '../../core/formats/formatInput.ts'
import { isFlownBy } from '../../core/formats/targets.ts'
import { writeCleared } from '../../core/formats/writeCleared.ts'
import type { Release, ReleaseRequest } from '../../core/mission/release.ts'
import { type Cleared, evaluated, type Judged, releaseGate } from '../../core/safety/releaseGate.ts'
import type { Note } from '../../core/units/note.ts'
import type { HeadOfChain } from '../../core/units/headCode.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { wordsOf } from '../../words/words.ts'
import { missionRevision } from './revision.ts'

export type Exported = {
  format: ExportFormat
  fileName: string
  mimeType: string
  bytes: Uint8Array
  revision: string
  releases: Release[]
  notes: Note[]
}

/** What lets a mission pass: the releases so far, and what somebody says now. */
export type Passing = { readonly known: readonly Release[]; readonly request: ReleaseRequest | null }

/** Route, verdict and revision of a mission. */
export const evaluate = (judged: Judged): CallOutput<'mission.evaluate'> => ({
  revision: missionRevision(judged.mission),
  ...evaluated(judged),
})

/** A mission that may be flown, or why not: what every upload asks, and every export of what flies. */
export const cleared = (judged: Judged, passing: Passing, flyable = true): Result<Cleared> =>
  releaseGate({
    ...judged,
    ...passing,
    revision: missionRevision(judged.mission),
    isFlyable: flyable,
  })

/** Asks the gate and writes the format. Failures are those of the gate, and `format_cannot_hold`. */
export function exported(
  judged: Judged,
  how: Passing & {
    readonly format: ExportFormat
    readonly language: 'zh' | 'en'
    readonly head?: HeadOfChain | null
    readonly enterprises?: FormatInput['enterprises']
  },
): Result<Exported> {
  const { format, language } = how
  const passed = cleared(judged, how, isFlownBy(format, judged.mission.vehicle))
  if (!passed.ok) return passed
  const { revision, releases } = passed.value
  const { problem, ...written } = writeCleared(format, passed.value, language, {
    head: how.head ?? null,
    enterprises: how.enterprises ?? [],
    told: ({ code, params }) => wordsOf(language, 'check', code, params),
  })
  if (problem)
    return fail('format_cannot_hold', {
      ...problem.params,
      format,
      problem: problem.code,
      at: problem.at ?? '',
    })
  return ok({ format, revision, releases, ...written })
}
