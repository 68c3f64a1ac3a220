import { z } from 'zod'
import { Id, Sha256 } from '../core/units/id.ts'
import { call } from './call.ts'
import { made } from './document.ts'
import { WRITERS } from './roles.ts'

/** What an evidence package may be about. */
export const EVIDENCE_ABOUT = ['finding', 'rectificationOrder', 'flight', 'enterprise'] as const

export const evidenceCalls = {
  /**
   * Packs what was taken of something into one BagIt 1.0 bag in a ZIP: pictures with masks as the copies that were made of them,
   * everything else as it is, with lists, an extract of the journal and a receipt. `unmasked`, by a supervisor alone: originals
   * go along without their masks, for whom and on what request; the journal and the bag's name say so.
   */
  'evidence.pack': call(
    'write',
    WRITERS,
    z.object({
      about: z.object({ aggregate: z.enum(EVIDENCE_ABOUT), id: Id }),
      unmasked: z
        .object({ to: z.string().trim().min(1).max(200), request: z.string().trim().min(1).max(1500) })
        .nullable(),
      language: z.enum(['zh', 'en']),
    }),
    z.object({
      ...made,
      downloadId: z.string(),
      fileName: z.string(),
      files: z.number().int(),
      bytes: z.number(),
      /** SHA-256 of the bag's manifest, as the receipt says it. */
      manifestSha256: Sha256,
    }),
  ),
} as const
