import { randomBytes } from 'node:crypto'
import type { Keyring, KeyringProblem } from '../../contract/index.ts'
import { fail, ok, type Result } from '../../core/units/result.ts'
import { keysIn, type StationKeys } from '../../store/station/keys.ts'
import { keepSecret, keyringFileIn, readKeyringFile } from '../../store/station/keyringFile.ts'
import { SECRET_BYTES, wrappingBy } from '../../store/station/wrapping.ts'

/** The keys of this computer's user for the services of one door, and the keyring where that door has one. */
export type KeysAtHand = {
  readonly keys: StationKeys
  /**
   * Has the keyring give its secret, where it keeps keys here: what is written next can be signed then. Where it does not,
   * the write says so. Null where there is nothing to wait for: a call begins at once then.
   */
  unlock(): Promise<void> | null
  /** Why the keyring cannot be used; null: it can. */
  problem(): Promise<KeyringProblem | null>
  /** Has the keyring keep keys from now on: its secret is there and lasts. */
  begin(): Promise<Result<void>>
}

/** The keys in `dir`; `keyring`: null where the door has none. */
export function keysAtHand(dir: string, keyring: Keyring | null): KeysAtHand {
  let secret: Uint8Array | null = null
  let asking: Promise<void> | null = null

  const open = async (): Promise<void> => {
    if (!keyring) return
    const file = readKeyringFile(dir)
    if (!file.ok || file.value === null) return
    secret = await keyring.open(Buffer.from(file.value.secret, 'base64'))
  }
  const unlock = (): Promise<void> | null => {
    if (secret || !keyring) return null
    // Who asks meanwhile waits for the same answer of the same person.
    asking ??= open().finally(() => {
      asking = null
    })
    return asking
  }

  return {
    keys: keysIn(dir, keyring ? wrappingBy(() => secret) : undefined),
    unlock,
    problem: async () => (keyring ? keyring.problem() : 'keyring_door'),
    async begin() {
      const refused = fail('key_unreadable', { file: keyringFileIn(dir), problem: 'key_keyring' })
      const file = readKeyringFile(dir)
      if (!file.ok) return file
      if (file.value === null) {
        const made = new Uint8Array(randomBytes(SECRET_BYTES))
        const closed = (await keyring?.close(made)) ?? null
        if (closed === null) return refused
        const kept = keepSecret(dir, closed)
        if (!kept.ok) return kept
      }
      await unlock()
      return secret ? ok(undefined) : refused
    },
  }
}
