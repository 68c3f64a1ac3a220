import { hash } from 'node:crypto'

/** SHA-256 for the core, which has none of its own. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export const hashText = (text: string): string => hash('sha256', text, 'hex')
