/** What a program was told is kept, as `day.ts` writes it down: it must be there after any power cut that came later. */
export type Ack =
  | { kind: 'entry'; arrival: number; entry: string }
  | { kind: 'original'; id: string; sha256: string }
  | { kind: 'draft'; key: string; value: unknown }
  /** A file that was handed out, by its name under the root. */
  | { kind: 'file'; name: string; sha256: string }
  /** A workspace that received so many entries. */
  | { kind: 'received'; dir: string; entries: number }
  | { kind: 'backup'; dir: string }
