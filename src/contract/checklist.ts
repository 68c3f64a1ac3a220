import { z } from 'zod'
import { Checklist, ChecklistItem } from '../core/campaign/checklist.ts'
import { Id, Name, PartId, Version } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { byId, removal, removed, Revision, written } from './document.ts'
import { EVERYONE, SUPERVISORS } from './roles.ts'

/** How a checklist is kept; null of the delivered one before anything named it. */
const Kept = z.object({ revision: Revision, version: Version }).nullable()

/** What lists show of a checklist: its newest version. */
const ChecklistRow = z.object({
  id: Id,
  name: Name,
  version: PartId,
  no: z.number().int(),
  items: z.number().int(),
  kept: Kept,
})

export const checklistCalls = {
  /** All checklists, the delivered one first. */
  'checklist.list': call('read', EVERYONE, nothing, z.array(ChecklistRow)),
  'checklist.get': call('read', EVERYONE, byId, z.object({ kept: Kept, doc: Checklist })),
  /** Adds a version with these items, or a checklist (`id` null); earlier versions stay, since visits name them. */
  'checklist.put': call(
    'write',
    SUPERVISORS,
    z.object({
      id: Id.nullable(),
      base: Version.nullable(),
      name: Name,
      items: z.array(ChecklistItem).min(1).max(200),
    }),
    written(Checklist),
  ),
  'checklist.remove': call('write', SUPERVISORS, removal, removed),
} as const
