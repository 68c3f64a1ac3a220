import type { ContractEvent } from './events.ts'
import type { Keyring } from './keyring.ts'
import type { Actor, Session } from './session.ts'

/** What a call answers across a door: the value, or a code with what its words need. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; code: string; params: Record<string, string | number> }

/** A file that a person chose, known to the window by an opaque reference only. */
export type ChosenFile = { ref: string; name: string; size: number }

/** What a door (Electron's main process, the HTTP server, the command line) needs of the services. */
export interface ServicesHost {
  /** A new session; `actor` is who acts in it at first, else the user of this computer as an operator. */
  session(actor?: Actor): Session
  call(session: Session, name: string, input: unknown): Promise<Answer>
  /** Tells a session what happens; answers how to stop. */
  on(session: Session, listener: (event: ContractEvent) => void): () => void
  registerFile(path: string, name?: string): ChosenFile
  /** Takes in a file that the system asked to open: `files.opened` has it from now on, and every session is told. */
  openFile(path: string): void
  /**
   * The folder for files that a door takes in: what is registered from there is the services', and is removed when it is
   * settled.
   */
  uploads(): string
  /** Whoever had the references to uploads is gone. */
  releaseUploads(): void
  /** Why a session may fetch no bytes of the workspace (originals, tracks, tiles, downloads): nobody is in, or it is locked; null: it may. */
  bytesRefusal(session: Session): 'sign_in_first' | 'locked' | null
  /** An original by the id of its footage, `ID.poster` its small picture; of a flight `ID.track` its whole track. */
  media(id: string): Promise<{ path: string; mimeType: string; size: number } | null>
  /** What was prepared to be fetched; where a session is given, only what that one had prepared. */
  download(id: string, session?: Session): { path: string; fileName: string; mimeType: string } | null
  tile(
    layerId: string,
    z: number,
    x: number,
    y: number,
  ): Promise<{ bytes: Uint8Array; mimeType: string } | null>
  close(): Promise<void>
}

/** What only the desktop's main process can do for the services, which ask for it over their port. */
export type DesktopPorts = {
  /** Opens a file with the system's own program and answers what went wrong, '' for nothing. */
  openOutside(file: string): Promise<string>
  /** Prints a page of the services' own as PDF; null where it cannot be. */
  printPage(file: string): Promise<Uint8Array | null>
  keyring: Keyring
}
