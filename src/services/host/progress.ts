import type { Context } from './context.ts'
import { TELL_EVERY_MS } from './work.ts'

/** How a task tells the doors how far it is: ten times a second at most, and in the end that it is over. */
export type Progress = {
  tell(label: string, done: number, total: number): void
  end(): void
}

export function progressOf({ emit, nowMs }: Pick<Context, 'emit' | 'nowMs'>, task: string): Progress {
  let toldAt = Number.NEGATIVE_INFINITY
  return {
    tell(label, done, total) {
      const now = nowMs()
      if (Math.abs(now - toldAt) < TELL_EVERY_MS) return
      toldAt = now
      emit({ type: 'progress', task, label, done, total })
    },
    end: () => emit({ type: 'progress', task, label: '', done: 1, total: 1 }),
  }
}
