import type { LayerFeature } from '../geo/layer.ts'
import type { Mission } from '../mission/mission.ts'
import type { Release } from '../mission/release.ts'
import type { Route } from '../route/route.ts'
import type { CheckItem } from '../safety/verdict.ts'
import type { Enterprise } from '../site/enterprise.ts'
import type { Site } from '../site/site.ts'
import type { PaperLanguage } from './papers/words.ts'
import type { HeadOfChain } from '../units/headCode.ts'
import type { Note } from '../units/note.ts'

/** What every format is written from; `revision` is the SHA-256 of the canonical mission. */
export type FormatInput = {
  readonly mission: Mission
  readonly sites: readonly Site[]
  /** What the map's layers show about home, for papers that tell the verdict; none where there are no layers. */
  readonly surroundings?: readonly LayerFeature[]
  readonly route: Route
  readonly releases: readonly Release[]
  readonly revision: string
  /** When it is written, UTC: formats that are dated say so. Files of the same moment are the same bytes. */
  readonly exportedAtMs: number
  /** The language of papers; Chinese where nobody says. */
  readonly language?: PaperLanguage
  /** Whose sites the mission goes over, for papers, each with who is called there. */
  readonly enterprises?: readonly Pick<Enterprise, 'name' | 'safetyOfficer' | 'contacts'>[]
  /** What the verdict says of an item, in the language of the paper; absent: the rule's name stands alone. */
  readonly told?: (item: CheckItem) => string | null
  /** Where the journal of the workspace stood, for papers; none of a mission that no workspace has. */
  readonly head?: HeadOfChain | null
}

/** A written file, and what its format could not carry. */
export type Written = { content: string | Uint8Array; notes: Note[] }
