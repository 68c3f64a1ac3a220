/** A buffer is so much longer than it has to be, bytes: what is left over differs from piece to piece. */
const ROOM = 65_536

/**
 * A window over bytes that come in pieces: `take` joins what was left with what is new and hands it to `consume`, which
 * answers how many bytes it has done with. What is left is kept for the next piece. `before` is how many bytes of the file
 * lie before the window. The bytes are `consume`'s until it answers: the next piece may be written over them.
 */
export function windowed(
  consume: (bytes: Uint8Array, view: DataView, isLast: boolean, before: number) => number,
) {
  // What is left over, at the beginning of a buffer that the next piece is put behind: no piece makes a new one.
  let held: Uint8Array = new Uint8Array(0)
  let left = 0
  let before = 0
  const run = (bytes: Uint8Array, isLast: boolean): void => {
    let window = bytes
    if (left > 0) {
      const length = left + bytes.length
      if (held.length < length) {
        const wider = new Uint8Array(length + ROOM)
        wider.set(held.subarray(0, left))
        held = wider
      }
      held.set(bytes, left)
      window = held.subarray(0, length)
    }
    const done = consume(
      window,
      new DataView(window.buffer, window.byteOffset, window.byteLength),
      isLast,
      before,
    )
    before += done
    left = window.length - done
    if (held.length < left) held = new Uint8Array(left + ROOM)
    held.set(window.subarray(done))
  }
  return {
    take: (bytes: Uint8Array) => run(bytes, false),
    /** What is left in the end is done with as well as it can be. */
    end: () => run(new Uint8Array(0), true),
    left: () => left,
  }
}
