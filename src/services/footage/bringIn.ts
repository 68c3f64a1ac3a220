import { failureOf } from '../../store/failure.ts'
import { COPY_DIFFERS } from '../../store/vault.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'
import { UNFOUND, UNREAD } from '../reading/unread.ts'
import type { Brought as Proved } from '../reading/originals.ts'
import type { Work } from '../host/work.ts'

/**
 * Into the vault, or found there already: what an earlier import brought is recognised without being copied again.
 * @throws {Refusal} that says in the words of the contract why a file could not be brought.
 */
export async function bringIn(
  { threads, workspace }: Context,
  candidates: readonly string[],
  file: string,
  name: string,
  work: Work,
): Promise<Proved | null> {
  try {
    return await threads.run('bring', { dir: workspace.vault.dir, file, candidates }, work)
  } catch (error) {
    if (work.signal?.aborted) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === COPY_DIFFERS) throw new Refusal('copy_differs', { file: name })
    if (code === UNFOUND) throw new Refusal('unknown_file', { file: name })
    const unread = (problem: string) => new Refusal('unreadable_file', { file: name, problem, at: '' })
    // A damaged card, a pipe: of the file itself, and no fault of ours.
    if (code === UNREAD) throw unread(String((error as { params?: { problem?: string } }).params?.problem))
    const failure = failureOf(error, workspace.dir)
    if (!failure.ok && failure.code !== 'internal')
      throw new Refusal(failure.code, { ...failure.params, file: name })
    throw unread('unread')
  }
}
