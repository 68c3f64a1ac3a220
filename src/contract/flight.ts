import { z } from 'zod'
import { Flight } from '../core/flight/flight.ts'
import { Id } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, put, record, removal, removed, written } from './document.ts'
import { EVERYONE } from './roles.ts'

export const flightCalls = {
  'flight.list': call('read', EVERYONE, z.object({ siteId: Id.nullable() }), z.array(record(Flight))),
  'flight.get': call('read', EVERYONE, byId, record(Flight)),
  'flight.put': call('write', EVERYONE, put(Flight), written(Flight)),
  /** The plan and what was flown of it, as a page to print. */
  'flight.report': call(
    'task',
    EVERYONE,
    z.object({ id: Id, language: z.enum(['zh', 'en']) }),
    z.object({ downloadId: z.string(), fileName: z.string() }),
  ),
  'flight.remove': call('write', EVERYONE, removal, removed),
} as const
