/** The few names of the WHATWG Encoding standard that every platform of ours has and ECMAScript's library lacks. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array, options?: { stream?: boolean }): string
}
declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>
}
