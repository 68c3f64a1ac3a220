import type { CallOutput } from '../../../src/contract/index.ts'

/** A finding with all that was seen of it, as its inspector shows it. */
export type FindingDetail = CallOutput<'finding.get'>

/** How long an enterprise is given where nobody says otherwise, and by how much a deadline is extended. */
export const FIFTEEN_DAYS_MS = 15 * 86_400_000
