/**
 * A window over bytes that come in pieces: `take` joins what was left with what is new and hands it to `consume`, which
 * answers how many bytes it has done with. What is left is kept for the next piece. `before` is how many bytes of the file
 * lie before the window.
 */
export function windowed(
  consume: (bytes: Uint8Array, view: DataView, isLast: boolean, before: number) => number,
) {
  let rest: Uint8Array = new Uint8Array(0)
  let before = 0
  const run = (bytes: Uint8Array, isLast: boolean): void => {
    let buffer = bytes
    if (rest.length > 0) {
      buffer = new Uint8Array(rest.length + bytes.length)
      buffer.set(rest)
      buffer.set(bytes, rest.length)
    }
    const done = consume(
      buffer,
      new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength),
      isLast,
      before,
    )
    before += done
    rest = buffer.slice(done)
  }
  return {
    take: (bytes: Uint8Array) => run(bytes, false),
    /** What is left in the end is done with as well as it can be. */
    end: () => run(new Uint8Array(0), true),
    left: () => rest.length,
  }
}
