import type { SafeStorage } from 'electron'
import type { Keyring, KeyringProblem } from '../../src/contract/index.ts'

/** What Chromium answers where no keyring runs, and before it knows. */
const NO_BACKEND: readonly string[] = ['basic_text', 'unknown']

/** What of Electron's `safeStorage` is used: the calls that every version of it has. */
type SafeStore = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>

/**
 * The system's keyring by Electron's `safeStorage`, which takes texts: bytes go as base 64. Where Linux has no keyring it
 * closes them with a password that is the same everywhere: that counts as none.
 */
export function keyringBy(safeStorage: SafeStore, platform: NodeJS.Platform = process.platform): Keyring {
  const problem = (): KeyringProblem | null => {
    if (platform === 'linux' && NO_BACKEND.includes(safeStorage.getSelectedStorageBackend()))
      return 'keyring_basic_text'
    return safeStorage.isEncryptionAvailable() ? null : 'keyring_missing'
  }
  /** Where the keyring refuses, or a person closed its question, there is nothing. */
  const orNull = (work: () => Uint8Array): Uint8Array | null => {
    try {
      return problem() === null ? new Uint8Array(work()) : null
    } catch {
      return null
    }
  }
  return {
    problem: async () => problem(),
    close: async (bytes) => orNull(() => safeStorage.encryptString(Buffer.from(bytes).toString('base64'))),
    open: async (closed) =>
      orNull(() => Buffer.from(safeStorage.decryptString(Buffer.from(closed)), 'base64')),
  }
}
