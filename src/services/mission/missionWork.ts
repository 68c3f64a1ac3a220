import type { CallOutput, ExportFormat, ReleaseRequest } from '../../contract/index.ts'
import type { LayerFeature } from '../../core/geo/layer.ts'
import type { Mission } from '../../core/mission/mission.ts'
import type { Release } from '../../core/mission/release.ts'
import { plan } from '../../core/route/plan.ts'
import { blockingErrors } from '../../core/safety/blocking.ts'
import { judge } from '../../core/safety/judge.ts'
import type { Site } from '../../core/site/site.ts'
import type { Note } from '../../core/units/note.ts'
import { Refusal } from '../../store/workspace.ts'
import { missionRevision } from './revision.ts'
import { isFlyable, writeFormat } from './formats.ts'

/** A mission as it is judged: with the sites it names, what is drawn about its home, and the moment. */
export type Judged = {
  readonly mission: Mission
  readonly sites: readonly Site[]
  readonly surroundings: readonly LayerFeature[]
  readonly nowMs: number
}

export type Exported = {
  format: ExportFormat
  fileName: string
  mimeType: string
  bytes: Uint8Array
  revision: string
  releases: Release[]
  notes: Note[]
}

/** Route, verdict and revision of a mission. */
export function evaluate({ mission, sites, surroundings, nowMs }: Judged): CallOutput<'mission.evaluate'> {
  const route = plan({ mission, sites })
  return {
    revision: missionRevision(mission),
    route,
    verdict: judge({ mission, sites, route, nowMs, surroundings }),
  }
}

/**
 * Computes again, holds back what is unsafe and not released, and writes the format. `known`: the releases of this
 * revision so far.
 * @throws {Refusal} `unsafe`, `needs_emergency_basis` and `format_cannot_hold`.
 */
export function exported(
  judged: Judged,
  how: { format: ExportFormat; request: ReleaseRequest | null; language: 'zh' | 'en'; known: Release[] },
): Exported {
  const { mission, sites, nowMs } = judged
  const { format, request, language, known } = how
  const { revision, route, verdict } = evaluate(judged)
  const rules = [
    ...new Set(verdict.items.filter((item) => item.severity === 'error').map((item) => item.rule)),
  ]
  const releases: Release[] =
    request && rules.length > 0 ? [...known, { revision, rules, ...request, atMs: nowMs }] : known
  if (isFlyable(format)) refuseUnsafe(blockingErrors(verdict, releases, revision), request !== null)
  const { problem, ...written } = writeFormat(format, {
    mission,
    sites,
    route,
    releases,
    revision,
    language,
    exportedAtMs: nowMs,
  })
  if (problem)
    throw new Refusal('format_cannot_hold', { format, problem: problem.code, at: problem.at ?? '' })
  return { format, revision, releases, ...written }
}

function refuseUnsafe(blocking: ReturnType<typeof blockingErrors>, isReleased: boolean): void {
  const [emergency] = blocking.needsEmergencyBasis
  if (isReleased && emergency) throw new Refusal('needs_emergency_basis', { rule: emergency })
  if (blocking.rules.length > 0)
    throw new Refusal('unsafe', { errors: blocking.rules.length, rules: blocking.rules.join(', ') })
}
