import { z } from 'zod'
import { BAG_STATES, EVIDENCE_ABOUT, EVIDENCE_BAG_FACTS } from '../core/footage/bag/evidenceBag.ts'
import { AtMs, Id, Sha256, Version } from '../core/units/id.ts'
import { call } from './call.ts'
import { byId, IdCursor, made, page, pageOf, Revision } from './document.ts'
import { FileRef } from './files.ts'
import { EVERYONE, OFFICERS, WRITERS } from './roles.ts'

export { EVIDENCE_ABOUT }

const About = z.object({ aggregate: z.enum(EVIDENCE_ABOUT), id: Id })

/** A package as lists show it: all that is known of it but which pictures it holds, of which it says how many. */
export const EvidenceBagRow = z.object({
  ...EVIDENCE_BAG_FACTS,
  revision: Revision,
  version: Version,
  state: z.enum(BAG_STATES),
  files: z.number().int(),
})
export type EvidenceBagRow = z.infer<typeof EvidenceBagRow>

const onto = { id: Id, base: Version }
const stepped = EvidenceBagRow.extend(made)

export const evidenceCalls = {
  /**
   * Packs what was taken of something into one BagIt 1.0 bag in a ZIP: pictures with masks as the copies that were made of them,
   * everything else as it is, with lists, an extract of the journal and a receipt. `unmasked`, by a supervisor alone: originals
   * go along without their masks, for whom and on what request; the journal and the bag's name say so. The package has a record
   * from then on, which waits until it is handed over.
   */
  'evidence.pack': call(
    'write',
    WRITERS,
    z.object({
      about: About,
      unmasked: z
        .object({ to: z.string().trim().min(1).max(200), request: z.string().trim().min(1).max(1500) })
        .nullable(),
      language: z.enum(['zh', 'en']),
    }),
    z.object({
      ...made,
      /** Of the package's record. */
      id: Id,
      downloadId: z.string(),
      fileName: z.string(),
      files: z.number().int(),
      bytes: z.number(),
      /** SHA-256 of the bag's manifest, as the receipt says it. */
      manifestSha256: Sha256,
    }),
  ),
  /** Packages about something, of an enterprise, or all, the newest first; `undelivered`: only those that nobody has yet. */
  'evidence.list': call(
    'read',
    EVERYONE,
    z.object({
      of: About.nullable().default(null),
      undelivered: z.boolean().default(false),
      ...page(IdCursor),
    }),
    pageOf(EvidenceBagRow, IdCursor),
  ),
  'evidence.get': call('read', EVERYONE, byId, EvidenceBagRow.extend({ footageIds: z.array(Id) })),
  /**
   * Records that a package was handed over: to whom and when, with the scan of the signed receipt or the reason why there is
   * none. `bag`: the package itself, which is held against its lists first and has to be the one that was made.
   */
  'evidence.handOver': call(
    'write',
    OFFICERS,
    z.object({
      ...onto,
      to: z.string().trim().min(1).max(200),
      handedAtMs: AtMs,
      scan: FileRef.nullable().default(null),
      reason: z.string().max(2000).default(''),
      bag: FileRef.nullable().default(null),
    }),
    stepped,
  ),
  /** Records that a package will not be handed over, and why. */
  'evidence.withdraw': call(
    'write',
    OFFICERS,
    z.object({ ...onto, reason: z.string().trim().min(1).max(2000) }),
    stepped,
  ),
} as const
