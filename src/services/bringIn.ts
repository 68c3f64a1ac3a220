import { failureOf } from '../store/database.ts'
import { CopyDiffers, type Incoming, type Vault } from '../store/vault.ts'
import { Refusal } from '../store/workspace.ts'

/** A file copied into the vault and proved, waiting for its record; what goes wrong is a refusal that names the file. */
export async function bringIn(vault: Vault, path: string, name: string): Promise<Incoming> {
  try {
    return await vault.bring(path)
  } catch (error) {
    throw bringRefusal(error, name)
  }
}

/** What went wrong while a file was copied, as a refusal. */
export function bringRefusal(error: unknown, name: string): unknown {
  if (error instanceof CopyDiffers) return new Refusal('copy_differs', { file: name })
  const failure = failureOf(error, name)
  if (failure.ok) return error
  const isGone = failure.code === 'workspace_missing' || failure.code === 'internal'
  return new Refusal(isGone ? 'unknown_file' : failure.code, { file: name })
}
