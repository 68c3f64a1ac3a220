import { useEffect, useState } from 'react'
import type { Sighting } from '../../../../src/core/finding/finding.ts'
import { useReferred } from '../../../api/hooks.ts'
import { alignedIn } from './aligning.ts'
import type { LaidAnswer } from './alignWorker.ts'
import { frameOf } from './frame.ts'

/** Two pictures and how one lies on the other, as far as that is known. */
export type Laying =
  | { readonly state: 'reading' }
  | { readonly state: 'unread' }
  | {
      readonly state: 'read'
      readonly before: HTMLCanvasElement
      readonly after: HTMLCanvasElement
      /** Null while it is worked out, or where nobody could. */
      readonly answer: LaidAnswer | null
      readonly isWorking: boolean
    }

const nothing: Laying = { state: 'reading' }

/** Reads the pictures of two sightings and lays them on one another; what is worked on ends when others are asked for. */
export function useLaying(before: Sighting, after: Sighting): Laying {
  const [laying, setLaying] = useState<Laying>(nothing)
  const [ofBefore, ofAfter] = [
    useReferred('footage.get', before.footageId),
    useReferred('footage.get', after.footageId),
  ]
  const kinds = [ofBefore.doc?.kind, ofAfter.doc?.kind]
  const isGone = ofBefore.isNotHere || ofAfter.isNotHere
  const [beforeKind, afterKind] = kinds
  const key = `${before.id} ${after.id} ${beforeKind} ${afterKind} ${isGone}`
  useEffect(() => {
    setLaying(isGone ? { state: 'unread' } : nothing)
    if (isGone || !beforeKind || !afterKind) return undefined
    const ending = new AbortController()
    const { signal } = ending
    const tell = (next: Laying): void => {
      if (!signal.aborted) setLaying(next)
    }
    const run = async (): Promise<void> => {
      const one = await frameOf(shown(before, beforeKind), signal)
      const other = await frameOf(shown(after, afterKind), signal)
      const read = { state: 'read', before: one, after: other } as const
      tell({ ...read, answer: null, isWorking: true })
      const answer = await alignedIn(
        { canvas: one, region: before.region },
        { canvas: other, region: after.region },
        signal,
      ).catch(() => null)
      tell({ ...read, answer, isWorking: false })
    }
    run().catch(() => tell({ state: 'unread' }))
    return () => ending.abort()
    // Sightings are never edited: their ids say it all.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return laying
}

const shown = ({ footageId, momentS }: Sighting, kind: string) => ({
  footageId: footageId ?? '',
  kind: kind === 'clip' ? ('clip' as const) : ('photo' as const),
  momentS,
})
