import { createHash } from 'node:crypto'
import type { DrawRecord } from '../../core/draw/record.ts'
import { type ReplayProblem, readRecord, replay } from '../../core/draw/record.ts'
import { parseJson } from '../../core/formats/json.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'

export type { ReplayProblem }

/** A record of this size has all that one may have. */
export const MOST_RECORD_BYTES = 64_000_000

/** What a record says once everything in it was drawn again. */
export type Replayed = {
  readonly name: string
  readonly problems: readonly ReplayProblem[]
  readonly attempts: readonly {
    readonly reason: string
    readonly commitment: string
    readonly seed: string | null
    readonly seedFrom: string
    /** By their names, as the record has them. */
    readonly drawn: readonly { readonly target: string; readonly inspectors: readonly string[] }[]
  }[]
}

/** Draws a record again from its file alone; `noted`: a commitment that somebody wrote down before the draw. */
export function replayFile(file: string, bytes: Uint8Array, noted: string | null): Result<Replayed> {
  if (bytes.length > MOST_RECORD_BYTES)
    return fail('file_too_large', { file, limit: MOST_RECORD_BYTES / 1_000_000 })
  const { value, error } = parseJson(new TextDecoder().decode(bytes))
  if (error)
    return fail('unreadable_file', { ...error.params, file, problem: error.code, at: error.at ?? '' })
  const read = readRecord(value)
  if (!read.ok) {
    const { path, problem, limit, found } = read.misfit
    return fail('unreadable_file', { file, problem, limit, found, at: path === '/' ? '' : path })
  }
  const problems = replay(
    read.record,
    (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    noted,
  )
  return ok({ name: read.record.draw.name.zh, problems, attempts: read.record.draw.attempts.map(told) })
}

function told({
  reason,
  commitment,
  outcome,
  pool,
}: DrawRecord['draw']['attempts'][number]): Replayed['attempts'][number] {
  const names = (members: readonly { key: string; name: string }[]) =>
    new Map(members.map(({ key, name }) => [key, name]))
  const [targets, inspectors] = [names(pool.targets), names(pool.inspectors)]
  return {
    reason,
    commitment,
    seed: outcome?.seed ?? null,
    seedFrom: outcome?.seedFrom ?? '',
    drawn: (outcome?.drawn ?? []).map((one) => ({
      target: targets.get(one.target) ?? one.target,
      inspectors: one.inspectors.map((key) => inspectors.get(key) ?? key),
    })),
  }
}
