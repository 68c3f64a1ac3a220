import { nextTryAt, tried, type Tries, waitAfter } from '../../core/people/tries.ts'
import type { Phc } from '../../core/people/secret.ts'
import { forgetTries, keepTry, triesOf } from '../../store/tries.ts'
import { Refusal, type Workspace } from '../../store/workspace.ts'
import type { Threads } from '../host/jobTable.ts'

/** What a try is made with; `guards`: threads that nothing else keeps busy, so that nobody waits at a lock for a card. */
export type Trying = {
  readonly workspace: Workspace
  readonly guards: Threads
  readonly nowMs: () => number
}

/** What is tried, under which its wrong tries count, and what people call it. */
export type Target = { readonly key: string; readonly name: string }

const seconds = (ms: number): number => Math.ceil(ms / 1000)

/**
 * Begins a try: it counts as wrong until it turns out right, so that a hundred at once are a hundred.
 * @throws {Refusal} `locked_out` { name, seconds }; `locked_out_back` where the clock was set back, and the wait begins anew
 */
export function beginTry({ workspace, nowMs }: Trying, { key, name }: Target): void {
  const now = nowMs()
  let refusal: Refusal | null = null
  keepTry(workspace.db, key, (before) => {
    if (!before || nextTryAt(before, now) <= now) return tried(before, now)
    const isBack = now < before.lastAtMs
    const next: Tries = isBack
      ? { ...before, lastAtMs: now, nextAtMs: now + waitAfter(before.wrong) }
      : before
    refusal = new Refusal(isBack ? 'locked_out_back' : 'locked_out', {
      name,
      seconds: seconds(next.nextAtMs - now),
    })
    return next
  })
  if (refusal) throw refusal
}

/** How long is waited now before the next try, s. */
export function waitNow({ workspace, nowMs }: Trying, key: string): number {
  const found = triesOf(workspace.db, key)
  return found ? Math.max(0, seconds(nextTryAt(found, nowMs()) - nowMs())) : 0
}

/** It was right. */
export const endTries = ({ workspace }: Pick<Trying, 'workspace'>, key: string): void =>
  forgetTries(workspace.db, key)

/** Whether a text is what something is kept as; begun and ended as a try. @throws {Refusal} as `beginTry` */
export async function isRight(trying: Trying, target: Target, text: string, phc: Phc): Promise<boolean> {
  beginTry(trying, target)
  const right = await trying.guards.run('isKeptAs', { text, phc })
  if (right) endTries(trying, target.key)
  return right
}
