import { startTransition, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Mission } from '../../src/core/mission/mission.ts'
import type { Route } from '../../src/core/route/route.ts'
import type { Verdict } from '../../src/core/safety/verdict.ts'
import type { Site } from '../../src/core/site/site.ts'
import type { Version } from '../../src/core/units/id.ts'
import { type Action, type Kind, openAs } from './editing/open.ts'
import { session } from './editing/session.ts'
import type { Key } from '../i18n/index.ts'
import { notices } from './notices.ts'

export type EvaluatedMission = {
  mission: Mission
  base: Version
  route: Route | null
  verdict: Verdict | null
  /** The figures are those of an earlier state; new ones are on their way. */
  stale: boolean
}

/** The mission that is being edited, as it is shown (a gesture's preview included); null when another or none is. */
export function useEditedMission(id?: string): EvaluatedMission | null {
  const document = useStore(session, (state) => state.document)
  const shown = useStore(session, (state) => state.shown)
  const evaluation = useStore(session, (state) => state.evaluation)
  const open = openAs('mission', document)
  return useMemo(() => {
    if (!open || (id !== undefined && open.doc.id !== id)) return null
    return {
      mission: (shown ?? open.doc) as Mission,
      base: open.base,
      route: evaluation?.route ?? null,
      verdict: evaluation?.verdict ?? null,
      stale: evaluation?.stale ?? true,
    }
  }, [open, shown, evaluation, id])
}

/** The site that is being edited, as it is shown; null when another or none is. */
export function useEditedSite(id?: string): { site: Site; base: Version } | null {
  const document = useStore(session, (state) => state.document)
  const shown = useStore(session, (state) => state.shown)
  const open = openAs('site', document)
  return useMemo(() => {
    if (!open || (id !== undefined && open.doc.id !== id)) return null
    return { site: (shown ?? open.doc) as Site, base: open.base }
  }, [open, shown, id])
}

/** A hand that has not moved for so long rests, ms. */
const AT_REST_MS = 150

/**
 * What is edited, for a form beside the map. While a hand drags on the map, the map and the figures have the whole of the
 * window's time: the form follows where the hand rests.
 */
export function useBeside<T>(edited: T): T {
  const inGesture = useStore(session, (state) => state.inGesture)
  const [atRest, setAtRest] = useState(() => edited)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setAtRest(() => edited)), AT_REST_MS)
    return () => clearTimeout(timer)
  }, [edited])
  return inGesture ? atRest : edited
}

const change = (kind: Kind, action: Action, labelKey: Key, onKept?: () => void): void => {
  const { document, change: take } = session.getState()
  if (openAs(kind, document))
    void take(action, labelKey).then(onKept, (error: unknown) => notices.getState().fail(error))
}

/** One step of editing the open mission: committed, and undone, as one; `onKept` once it is written. */
export const changeMission = (
  action: (mission: Mission) => Mission,
  labelKey: Key,
  onKept?: () => void,
): void => change('mission', action, labelKey, onKept)

/** One step of editing the open site; `onKept` once it is written. */
export const changeSite = (action: (site: Site) => Site, labelKey: Key, onKept?: () => void): void =>
  change('site', action, labelKey, onKept)
