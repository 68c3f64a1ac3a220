import type { CallOutput } from '../../src/contract/index.ts'
import type { Tone } from '../ui/layout.tsx'

/** How an order's state is told beside its words. */
export const toneOf = (state: CallOutput<'order.get'>['state']): Tone =>
  state === 'notServed' ? 'warning' : state === 'closed' ? 'good' : state === 'withdrawn' ? 'unknown' : 'info'
