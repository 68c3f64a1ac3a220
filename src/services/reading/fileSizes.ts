import fsp from 'node:fs/promises'

/** Sizes of files in bytes; nought for what is not there: whoever reads it will say so. */
export async function sizesOf(files: readonly { path: string }[]): Promise<number[]> {
  const sizes: number[] = []
  for (const { path } of files) {
    const stat = await fsp.stat(path).catch(() => null)
    sizes.push(stat?.size ?? 0)
  }
  return sizes
}
