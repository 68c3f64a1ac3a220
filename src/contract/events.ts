import { z } from 'zod'
import { Id } from '../core/units/id.ts'
import { Aggregate, Arrival } from './document.ts'
import { LinkStatus } from './link.ts'
import { Acting } from './session.ts'
import { WorkspaceStatus } from './workspace.ts'

/** What the services tell without being asked. */
export const ContractEvent = z.discriminatedUnion('type', [
  /** Something was written, here or by another door on the same workspace. */
  z.object({
    type: z.literal('changed'),
    arrival: Arrival,
    changes: z.array(z.object({ aggregate: Aggregate, id: Id })),
  }),
  /** How some missions stand became known (`mission.standings`). */
  z.object({ type: z.literal('judged'), ids: z.array(Id) }),
  z.object({ type: z.literal('workspace'), status: WorkspaceStatus }),
  /** Who acts in the session that is told; no other hears of it. */
  z.object({ type: z.literal('session'), actor: Acting }),
  z.object({
    type: z.literal('progress'),
    task: z.string(),
    label: z.string(),
    done: z.number(),
    total: z.number(),
  }),
  /** What is heard of a vehicle, a few times a second. */
  z.object({ type: z.literal('link'), status: LinkStatus }),
  /** The system asked to open a file (desktop only): `files.opened` has it. */
  z.object({ type: z.literal('opened') }),
  /** The services process ended unexpectedly (desktop only); the window offers to start it again. */
  z.object({ type: z.literal('servicesDown') }),
])
export type ContractEvent = z.infer<typeof ContractEvent>
