import { createHash } from 'node:crypto'

/** SHA-256 for the core, which has none of its own. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
