import type { Footage } from '../../../core/footage/footage.ts'
import type { PaperData } from '../../../core/papers/paperData.ts'
import type { PaperMoment } from '../../../core/papers/paperValue.ts'
import type { Context } from '../../host/context.ts'
import { referredBy } from '../../host/documents.ts'

/** What a paper says, while it is gathered. */
export type Draft = {
  data: PaperData
  enterpriseId: string | null
  /** What shows what the paper is about, once each, as it was met. */
  readonly footage: Map<string, Footage>
  /** Further files that belong to it: cards of flights with their logs. */
  readonly files: Map<string, Footage>
  /** What it refers to and another station has not sent yet. */
  readonly notHere: { readonly footage: Set<string>; readonly findings: Set<string> }
}

export const newDraft = (data: PaperData): Draft => ({
  data,
  enterpriseId: null,
  footage: new Map(),
  files: new Map(),
  notHere: { footage: new Set(), findings: new Set() },
})

/** Adds footage, each file once; what is not here is counted, so that no list seems whole that is not. */
export function addFootage(context: Context, { footage, notHere }: Draft, ids: readonly string[]): void {
  for (const id of ids) {
    if (footage.has(id)) continue
    const found = referredBy<Footage>(context, 'footage', id)
    if (found) footage.set(id, found)
    else notHere.footage.add(id)
  }
}

export const momentOf = (atMs: number | null | undefined): PaperMoment => ({ atMs: atMs ?? null })
