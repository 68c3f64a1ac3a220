import path from 'node:path'
import { z } from 'zod'
import type { ProblemCode } from '../../core/units/problem.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { assertPlain, withFile } from '../openFile.ts'
import { writeWhole } from '../whole.ts'
import { Base64, FILE_MODE, FORM, inFolder, isNewer, jsonOf, problemOf } from './keyFile.ts'

/**
 * What lies beside the keys where the system's keyring keeps some of them: the secret that opens those, as the keyring
 * closed it, and the workspaces whose keys it keeps.
 */
const KeyringFile = z.strictObject({
  form: z.literal(FORM),
  secret: Base64,
  workspaces: z.array(z.string().min(1).max(100)).max(10_000),
})
export type KeyringFile = Omit<z.infer<typeof KeyringFile>, 'form'>

const MOST_BYTES = 2_000_000
export const keyringFileIn = (dir: string): string => path.join(dir, 'keyring.json')

/** Null where the keyring keeps nothing here. Fails with `key_unreadable`. */
export function readKeyringFile(dir: string): Result<KeyringFile | null> {
  const file = keyringFileIn(dir)
  const refused = (problem: ProblemCode) => fail('key_unreadable', { file, problem })
  try {
    assertPlain(file)
    const value = jsonOf(withFile(file, 'r', (opened) => opened.readAll(MOST_BYTES)).toString('utf8'))
    if (value === undefined) return refused('key_not_json')
    if (isNewer(value)) return refused('key_newer')
    const parsed = KeyringFile.safeParse(value)
    return parsed.success ? ok(parsed.data) : refused('key_form')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok(null) : refused(problemOf(error))
  }
}

/** Writes it whole; the caller holds the folder (`inFolder`). @throws what the system says. */
export const writeKeyringFile = (dir: string, { secret, workspaces }: KeyringFile): void =>
  writeWhole(
    keyringFileIn(dir),
    `${JSON.stringify({ form: FORM, secret, workspaces }, null, 1)}\n`,
    FILE_MODE,
  )

/**
 * Keeps the secret that the keyring closed, unless another process has kept one meanwhile; answers the one that lies there.
 */
export const keepSecret = (dir: string, secret: Uint8Array): Result<Uint8Array> =>
  inFolder(dir, keyringFileIn(dir), () => {
    const known = readKeyringFile(dir)
    if (!known.ok) return known
    if (known.value) return ok(Buffer.from(known.value.secret, 'base64'))
    writeKeyringFile(dir, { secret: Buffer.from(secret).toString('base64'), workspaces: [] })
    return ok(secret)
  })
