import { z } from 'zod'
import { call, nothing } from './call.ts'
import { EVERYONE, WRITERS } from './roles.ts'

/**
 * Why the system's keyring cannot be used: this door has none (a browser, the command line), the system has none, or what
 * it calls one closes nothing (Chromium's `basic_text` on Linux, whose password everybody knows).
 */
export const KEYRING_PROBLEMS = ['keyring_door', 'keyring_missing', 'keyring_basic_text'] as const
export type KeyringProblem = (typeof KEYRING_PROBLEMS)[number]

/** The system's keyring, as a door has it. All of it may wait for a person who opens the keyring. */
export type Keyring = {
  /** Why it cannot be used; null: it can. */
  problem(): Promise<KeyringProblem | null>
  /** Bytes that only this keyring opens again; null where it does not close them. */
  close(bytes: Uint8Array): Promise<Uint8Array | null>
  /** What it closed; null where it does not open it. */
  open(closed: Uint8Array): Promise<Uint8Array | null>
}

export const KeyringState = z.object({
  /** The keyring keeps the keys of the open workspace: then only the window writes to it. */
  isOn: z.boolean(),
  problem: z.enum(KEYRING_PROBLEMS).nullable(),
})

export const keyringCalls = {
  'keyring.state': call('read', EVERYONE, nothing, KeyringState),
  /** Has the keyring keep the keys of the open workspace, or their files alone. Nothing of it stands in the journal. */
  'keyring.set': call('task', WRITERS, z.object({ isOn: z.boolean() }), KeyringState),
} as const
