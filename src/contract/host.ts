import type { ContractEvent } from './events.ts'

/** What a call answers across a door: the value, or a code with what its words need. */
export type Answer =
  | { ok: true; value: unknown }
  | { ok: false; code: string; params: Record<string, string | number> }

/** A file that a person chose, known to the window by an opaque reference only. */
export type ChosenFile = { ref: string; name: string; size: number }

/** What a door (Electron's main process, the HTTP server, the command line) needs of the services. */
export interface ServicesHost {
  call(name: string, input: unknown): Promise<Answer>
  on(listener: (event: ContractEvent) => void): () => void
  registerFile(path: string, name?: string): ChosenFile
  /**
   * The folder for files that a door takes in: what is registered from there is the services', and is removed when it is
   * settled.
   */
  uploads(): string
  /** Whoever had the references to uploads is gone. */
  releaseUploads(): void
  /** An original by the id of its footage, `ID.poster` its small picture; of a flight `ID.track` its whole track. */
  media(id: string): Promise<{ path: string; mimeType: string; size: number } | null>
  download(id: string): { path: string; fileName: string; mimeType: string } | null
  tile(
    layerId: string,
    z: number,
    x: number,
    y: number,
  ): Promise<{ bytes: Uint8Array; mimeType: string } | null>
  close(): Promise<void>
}
