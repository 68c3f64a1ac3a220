import { fail, ok, type Result } from '../units/result.ts'
import { type Paper, type PaperVersion, paperStateOf } from './paper.ts'

/** Who makes a step, in which role, and when it is written down. */
export type PaperMaker = { readonly by: string; readonly role: string; readonly atMs: number }
/** The scan of what was signed or served, or why there is none. */
export type PaperProof = { readonly scanId: string | null; readonly reason: string }

const isProved = ({ scanId, reason }: PaperProof): boolean => scanId !== null || reason.trim() !== ''
const newest = ({ versions }: Paper): number => versions[versions.length - 1]?.no ?? 1

/** A paper with one more version. Only a draft gets one: what was signed, served or voided does not change. */
export function withVersion(paper: Paper, version: Omit<PaperVersion, 'no'>): Result<Paper> {
  const state = paperStateOf(paper)
  if (state !== 'draft') return fail('paper_fixed', { no: paper.no, paperState: state })
  return ok({ ...paper, versions: [...paper.versions, { ...version, no: newest(paper) + 1 }] })
}

/** A paper whose newest version was signed: the scan of it, or a reason. A paper without a number is not signed. */
export function signedPaper(paper: Paper, proof: PaperProof, maker: PaperMaker): Result<Paper> {
  const state = paperStateOf(paper)
  if (state !== 'draft') return fail('paper_fixed', { no: paper.no, paperState: state })
  if (paper.no === '') return fail('paper_unnumbered', {})
  if (!isProved(proof)) return fail('paper_needs_scan', { no: paper.no })
  return ok({ ...paper, signed: { ...maker, ...proof, version: newest(paper) } })
}

/** A signed paper that reached whom it is for. */
export function servedPaper(
  paper: Paper,
  service: Pick<NonNullable<Paper['served']>, 'how' | 'servedAtMs' | 'receipt'>,
  proof: PaperProof,
  maker: PaperMaker,
): Result<Paper> {
  const state = paperStateOf(paper)
  if (state === 'draft') return fail('paper_unsigned', { no: paper.no })
  if (state !== 'signed' || !paper.signed) return fail('paper_fixed', { no: paper.no, paperState: state })
  if (!isProved(proof)) return fail('paper_needs_scan', { no: paper.no })
  return ok({ ...paper, served: { ...maker, ...service, ...proof, version: paper.signed.version } })
}

/** A paper that stands for nothing any more; its number stays with it. */
export function voidedPaper(paper: Paper, reason: string, maker: PaperMaker): Result<Paper> {
  if (paper.voided) return fail('paper_fixed', { no: paper.no, paperState: 'void' })
  return ok({ ...paper, voided: { ...maker, reason } })
}
