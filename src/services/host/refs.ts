import { randomUUID } from 'node:crypto'

/** A reference to a file that nobody can guess, and that says nothing of where it lies. */
export const nextRef = (): string => randomUUID()
