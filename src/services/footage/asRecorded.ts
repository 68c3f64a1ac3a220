import type { Footage } from '../../core/footage/footage.ts'
import { Refusal } from '../../store/workspace.ts'
import { type LocalCopy, whileLocal } from '../../store/localCopy.ts'
import { sureIsHere } from '../../store/retention.ts'
import type { Context } from '../host/context.ts'
import { isOtherFile } from '../host/copyRecorded.ts'

/**
 * A file as it is found, held until it is let go of.
 * @throws {Refusal} `changed_file` where something else stands in its place, or `unknown_file` where it is gone.
 */
export async function held(
  find: () => LocalCopy | null | Promise<LocalCopy | null>,
  name: string,
): Promise<LocalCopy> {
  try {
    const found = await find()
    if (found) return found
  } catch (error) {
    throw isOtherFile(error) ? new Refusal('changed_file', { file: name }) : error
  }
  throw new Refusal('unknown_file', { file: name })
}

type Original = Pick<Footage, 'sha256' | 'fileName' | 'deletion'>

/**
 * An original as a file on this machine.
 * @throws as `held` does: a link that leads out of the vault is something else; `original_deleted` where it was deleted.
 */
export async function originalOf(
  { workspace }: Pick<Context, 'workspace'>,
  original: Original,
): Promise<LocalCopy> {
  sureIsHere(workspace, original)
  return held(() => workspace.vault.localCopy(original.sha256), original.fileName)
}

/**
 * Holds an original against its record, before something is said to be made of it.
 * @throws {Refusal} `changed_file`, or `unknown_file` where it is gone.
 */
export async function asRecorded(
  context: Pick<Context, 'threads' | 'workspace'>,
  original: Original,
): Promise<void> {
  const copy = await originalOf(context, original)
  const hash = await whileLocal(copy, (file) => context.threads.run('hash', { file }))
  if (hash !== original.sha256) throw new Refusal('changed_file', { file: original.fileName })
}
