import type { SafeStorage } from 'electron'
import type { Keyring, KeyringProblem } from '../../src/contract/index.ts'

/** What Chromium answers where no keyring runs, and before it knows. */
const NO_BACKEND: readonly string[] = ['basic_text', 'unknown']

/** What of Electron's `safeStorage` is used. */
export type SafeStore = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>

/**
 * The system's keyring by Electron's `safeStorage`, which takes texts: bytes go as base 64. Where Linux has no keyring it
 * closes them with a password that is the same everywhere: that counts as none.
 */
export function keyringBy(safeStorage: SafeStore, platform: NodeJS.Platform = process.platform): Keyring {
  const problem = async (): Promise<KeyringProblem | null> => {
    if (platform === 'linux' && NO_BACKEND.includes(safeStorage.getSelectedStorageBackend()))
      return 'keyring_basic_text'
    return (await safeStorage.isAsyncEncryptionAvailable()) ? null : 'keyring_missing'
  }
  /** Where the keyring refuses, or a person closed its question, there is nothing. */
  const orNull = async (work: () => Promise<Buffer>): Promise<Uint8Array | null> => {
    try {
      return (await problem()) === null ? new Uint8Array(await work()) : null
    } catch {
      return null
    }
  }
  return {
    problem,
    close: (bytes) => orNull(() => safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'))),
    open: (closed) =>
      orNull(async () => {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(closed))
        return Buffer.from(result, 'base64')
      }),
  }
}
