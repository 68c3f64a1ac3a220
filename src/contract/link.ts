import { z } from 'zod'
import { Mission } from '../core/mission/mission.ts'
import { AtMs, Id, Sha256, Version } from '../core/units/id.ts'
import { Note } from '../core/units/note.ts'
import { call, nothing } from './call.ts'
import { made, written } from './document.ts'
import { FileRef } from './files.ts'
import { EVERYONE, PLANNERS, WRITERS } from './roles.ts'

/** The link to a vehicle and what is heard over it; null throughout while there is none. */
export const LinkStatus = z.object({
  link: z.string().nullable(),
  vehicle: z
    .object({
      system: z.number().int(),
      component: z.number().int(),
      firmware: z.enum(['ardupilot', 'px4']).nullable(),
      mavType: z.number().int(),
    })
    .nullable(),
  live: z
    .object({
      heardAtMs: AtMs,
      isArmed: z.boolean(),
      isInAir: z.boolean().nullable(),
      mode: z.number(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      heightM: z.number().nullable(),
      amslM: z.number().nullable(),
      speedMS: z.number().nullable(),
      headingDeg: z.number().nullable(),
      batteryShare: z.number().nullable(),
      voltageV: z.number().nullable(),
      item: z.number().int().nullable(),
      isFenceBreached: z.boolean().nullable(),
      words: z.array(z.string()),
    })
    .nullable(),
  /** The `.tlog` that the link is recorded to. */
  record: z.string().nullable(),
  /** Why the record broke off, in the system's word (ENOSPC for one); the link goes on without it. */
  recordProblem: z.string().nullable(),
  busy: z.enum(['upload', 'download', 'params']).nullable(),
  /** Why the link ended by itself; null where it did not. */
  ended: z.string().nullable(),
})
export type LinkStatus = z.infer<typeof LinkStatus>
const ItemCounts = z.object({ mission: z.number(), fence: z.number(), rally: z.number() })

export const linkCalls = {
  /** The one link to a vehicle; it is told of by `link` events, and recorded. Nothing that goes out moves a vehicle. */
  'link.status': call('read', EVERYONE, nothing, LinkStatus),
  'link.open': call(
    'task',
    PLANNERS,
    z.object({
      link: z.string().min(1).max(200),
      /** The vehicle where several answer; null takes the only one. */
      system: z.number().int().min(1).max(255).nullable(),
      /** A file with a key for signing (MAVLink 2). */
      key: FileRef.nullable(),
    }),
    LinkStatus,
  ),
  'link.close': call('read', WRITERS, nothing, LinkStatus),
  /** Calls off the transfer that is under way; the vehicle keeps what it had. */
  'link.cancel': call('read', WRITERS, nothing, LinkStatus),
  /**
   * Mission, fence and rally points to a vehicle on the ground, read back and compared; held back like an export, and
   * while another vehicle answers than the one that the mission was judged for.
   */
  'link.upload': call(
    'write',
    PLANNERS,
    z.object({ id: Id, base: Version }),
    z.object({
      ...made,
      revision: Sha256,
      counts: ItemCounts,
      opaqueIds: ItemCounts,
      /** Parameters that the verdict leans on and the vehicle did not tell. */
      unread: z.array(z.string()),
    }),
  ),
  /** The parameters that the verdict reckons with, as the vehicle has them; read only. */
  'link.params': call(
    'task',
    PLANNERS,
    nothing,
    z.object({ source: z.string().max(200), params: z.record(z.string().max(16), z.number()) }),
  ),
  'link.download': call(
    'write',
    PLANNERS,
    z.object({ siteIds: z.array(Id).max(50) }),
    written(Mission).extend({ notes: z.array(Note) }),
  ),
} as const
