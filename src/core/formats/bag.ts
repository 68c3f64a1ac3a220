import { type Failure, fail, ok, type Result } from '../units/result.ts'

/**
 * BagIt 1.0 (RFC 8493): a folder of files under `data/` with a list of their hashes, which any program checks
 * (`sha256sum -c manifest-sha256.txt`). All of it is text made of names and hashes; whoever copies the files holds each
 * against its line.
 */

/** A file of a bag: its path with `/` between the parts, and what its bytes are. */
export type BagFile = { readonly path: string; readonly sha256: string; readonly sizeBytes: number }

export const MANIFEST = 'manifest-sha256.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'
export const BAG_INFO = 'bag-info.txt'
export const DECLARATION = 'bagit.txt'
/** What every evidence package of ours holds under `data/`: the extract of the journal. */
export const JOURNAL_NAME = 'journal.json'
/** A manifest is no longer than this, characters. */
export const LONGEST_MANIFEST = 64 * 1024 * 1024

const encodings: Readonly<Record<string, string>> = { '%': '%25', '\n': '%0A', '\r': '%0D' }
/** A path as a manifest has it (RFC 8493, 2.1.3): percent signs and line ends are written by their numbers. */
const encoded = (path: string): string => path.replace(/[%\n\r]/g, (one) => encodings[one] ?? one)
const decoded = (path: string): string =>
  path.replace(/%(0A|0D|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Lines of a manifest, by path. */
export const manifestText = (files: readonly Pick<BagFile, 'path' | 'sha256'>[]): string =>
  [...files]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ path, sha256 }) => `${sha256}  ${encoded(path)}\n`)
    .join('')

/** Values of bag-info are one line each; further ones begin with blanks, so a line end becomes one. */
const infoText = (info: readonly (readonly [string, string])[]): string =>
  info.map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\n`).join('')

/**
 * The files that make a bag of its payload (paths under `data/`), in the order in which they are written: each is the text
 * that stands there. `hash` is SHA-256 of a text's UTF-8, hexadecimal; `beside`: one more file at the top, made of the
 * manifest's hash.
 */
export function tagFiles(
  payload: readonly BagFile[],
  info: readonly (readonly [string, string])[],
  hash: (text: string) => string,
  beside: (manifestSha256: string) => { readonly path: string; readonly text: string },
): { readonly path: string; readonly text: string }[] {
  const bytes = payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const tags = [
    { path: DECLARATION, text: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' },
    { path: BAG_INFO, text: infoText([...info, ['Payload-Oxum', `${bytes}.${payload.length}`]]) },
    { path: MANIFEST, text: manifestText(payload) },
    beside(hash(manifestText(payload))),
  ]
  const listed = tags.map(({ path, text }) => ({ path, sha256: hash(text) }))
  return [...tags, { path: TAG_MANIFEST, text: manifestText(listed) }]
}

/** Whether a path stays where it is put: no root, no step upwards, no other system's separators. */
export const staysInside = (path: string): boolean =>
  path !== '' &&
  !/^[/~]|^[A-Za-z]:|\\|\0/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/**
 * A manifest's hashes by path. Failure `bag_unreadable`: `file`, where in it (`at`), and `problem`
 * (`bag_line`, `bag_path` for one that leads out of the bag, `bag_twice`).
 */
export function readManifest(text: string, file: string): Result<ReadonlyMap<string, string>> {
  const bad = (line: number, problem: string): Failure =>
    fail('bag_unreadable', { file, at: `line ${line}`, problem })
  if (text.length > LONGEST_MANIFEST) return bad(1, 'too_large')
  const listed = new Map<string, string>()
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    const [, hash, name] = /^([0-9a-fA-F]{64})[ \t]+\*?(.+)$/.exec(line) ?? []
    if (!hash || !name) return bad(i + 1, 'bag_line')
    const path = decoded(name.replace(/^\.\//, ''))
    if (!staysInside(path)) return bad(i + 1, 'bag_path')
    if (listed.has(path)) return bad(i + 1, 'bag_twice')
    listed.set(path, hash.toLowerCase())
  }
  return ok(listed)
}

/** What is amiss with one file of a bag. `renamed`: its bytes stand under the name `to`, which the list does not know. */
export type BagProblem =
  | { readonly kind: 'missing' | 'added' | 'changed'; readonly path: string }
  | { readonly kind: 'renamed'; readonly path: string; readonly to: string }

/**
 * Holds what stands in a bag against its lists: `listed` and `found` are hashes by path. What is not listed need not be:
 * `mayBeMore` says of which.
 */
export function compareBag(
  listed: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
  mayBeMore: (path: string) => boolean,
): BagProblem[] {
  // Some systems keep another form of a name: it is the same file.
  const nfc = (map: ReadonlyMap<string, string>) =>
    new Map([...map].map(([path, hash]) => [path.normalize('NFC'), { path, hash }]))
  const [wanted, here] = [nfc(listed), nfc(found)]
  const added = new Map<string, string[]>()
  for (const [key, { path, hash }] of here)
    if (!wanted.has(key) && !mayBeMore(path)) added.set(hash, [...(added.get(hash) ?? []), path])
  const problems: BagProblem[] = []
  for (const [key, { path, hash }] of wanted) {
    const is = here.get(key)
    const to = is ? undefined : added.get(hash)?.shift()
    if (!is) problems.push(to === undefined ? { kind: 'missing', path } : { kind: 'renamed', path, to })
    else if (is.hash !== hash) problems.push({ kind: 'changed', path })
  }
  for (const paths of added.values()) for (const path of paths) problems.push({ kind: 'added', path })
  return problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** How many bytes and files `bag-info.txt` says its payload has; null where it does not say. */
export function payloadOxum(info: string): { readonly bytes: number; readonly files: number } | null {
  const [, bytes, files] = /^Payload-Oxum:\s*(\d{1,15})\.(\d{1,9})\s*$/m.exec(info) ?? []
  return bytes === undefined || files === undefined ? null : { bytes: Number(bytes), files: Number(files) }
}
