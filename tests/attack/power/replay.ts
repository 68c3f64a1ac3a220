import type { Ack } from './acks.ts'
import type { Disk, File, Folder } from './disk.ts'
import type { Call } from './trace.ts'

/** An open file as the system keeps it: what it is, by which name it was opened, and where the next write goes. */
type Opened = { readonly what: File | Folder; readonly name: string; at: number; readonly appends: boolean }

/** What became of one call: a sync that ended, and what the program was told by then. */
export type Step = { readonly isSync: boolean; readonly told: readonly Ack[] }

const ACKS = 'acks'
const flagsOf = (arg: string | Buffer | undefined): readonly string[] => String(arg ?? '').split('|')

/**
 * Does on a disk what a program asked of the system under `root`. `forgets`: a machine on which the sync of a file of that
 * name, from the root, does nothing.
 */
export class Replay {
  readonly #disk: Disk
  readonly #root: string
  readonly #forgets: (name: string) => boolean
  readonly #open = new Map<number, Opened>()
  #acks = ''

  constructor(disk: Disk, root: string, forgets: (name: string) => boolean) {
    this.#disk = disk
    this.#root = root
    this.#forgets = forgets
  }

  /** @throws where a program does what this disk does not know, so that nothing is looked over. */
  step(call: Call): Step {
    const { name, args, answer, ended } = call
    const way = (i: number): string[] | null => this.#wayOf(args[i])
    switch (name) {
      case 'open':
      case 'openat':
      case 'creat':
        this.#opened(call)
        break
      case 'close':
        this.#open.delete(Number(args[0]))
        break
      case 'dup':
      case 'dup2':
      case 'dup3':
        if (this.#open.has(Number(args[0]))) throw new Error(`${name} of a file is not known here`)
        break
      case 'lseek': {
        const open = this.#open.get(Number(args[0]))
        if (open) open.at = answer
        break
      }
      case 'write':
        return this.#write(Number(args[0]), [bytes(args[1])], null, answer, ended)
      case 'writev':
        return this.#write(Number(args[0]), listed(args[1]), null, answer, ended)
      case 'pwrite64':
        return this.#write(Number(args[0]), [bytes(args[1])], Number(args[3]), answer, ended)
      case 'pwritev':
      case 'pwritev2':
        return this.#write(Number(args[0]), listed(args[1]), Number(args[3]), answer, ended)
      case 'copy_file_range':
      case 'sendfile':
        return this.#copy(call)
      case 'fsync':
      case 'fdatasync':
        return this.#sync(call)
      case 'ftruncate': {
        const open = this.#open.get(Number(args[0]))
        if (open?.what.kind === 'file') this.#disk.cut(open.what, Number(args[1]), ended)
        break
      }
      case 'rename':
        this.#move(way(0), way(1), ended)
        break
      case 'renameat':
      case 'renameat2':
        this.#move(way(1), way(3), ended)
        break
      case 'link':
        this.#link(way(0), way(1), ended)
        break
      case 'linkat':
        this.#link(way(1), way(3), ended)
        break
      case 'unlink':
      case 'rmdir':
        this.#remove(way(0), ended)
        break
      case 'unlinkat':
        this.#remove(way(1), ended)
        break
      case 'mkdir':
      case 'mkdirat': {
        const made = way(name === 'mkdir' ? 0 : 1)
        if (made) this.#disk.make(made, 'folder', ended)
        break
      }
      default:
        if (args.some((_, i) => way(i) !== null)) throw new Error(`${name} is not known here`)
    }
    return NOTHING
  }

  #opened({ name, args, answer, ended }: Call): void {
    const [file, flags] = name === 'openat' ? [args[1], args[2]] : [args[0], args[1]]
    const way = this.#wayOf(file)
    if (!way) return
    const asked = name === 'creat' ? ['O_CREAT', 'O_TRUNC'] : flagsOf(flags)
    const found = this.#disk.find(way)
    const what = found ?? this.#disk.make(way, 'file', ended)
    if (!found && !asked.includes('O_CREAT')) throw new Error(`${way.join('/')} was never made`)
    if (what.kind === 'file' && asked.includes('O_TRUNC')) this.#disk.cut(what, 0, ended)
    this.#open.set(answer, { what, name: way.join('/'), at: 0, appends: asked.includes('O_APPEND') })
  }

  #write(
    descriptor: number,
    parts: readonly Buffer[],
    at: number | null,
    length: number,
    ended: number,
  ): Step {
    const open = this.#open.get(descriptor)
    if (open?.what.kind !== 'file') return NOTHING
    const written = Buffer.concat(parts).subarray(0, length)
    if (open.name === ACKS) return { isSync: false, told: this.#heard(written) }
    const from = at ?? (open.appends ? open.what.now.length : open.at)
    this.#disk.write(open.what, from, written, ended)
    if (at === null) open.at = from + written.length
    return NOTHING
  }

  /** The system copies by itself: from a file that the program had open to another, where each of them stands. */
  #copy({ name, args, answer, ended }: Call): Step {
    const [inAt, outAt, fromArg] = name === 'sendfile' ? [1, 0, 2] : [0, 2, 1]
    const out = this.#open.get(Number(args[outAt]))
    if (out?.what.kind !== 'file') return NOTHING
    const source = this.#open.get(Number(args[inAt]))
    if (source?.what.kind !== 'file') throw new Error(`${name} from outside of the root is not known here`)
    const given = /\[(\d+)/.exec(String(args[fromArg]))
    const from = given ? Number(given[1]) : source.at
    if (!given) source.at += answer
    this.#disk.write(out.what, out.at, Buffer.from(source.what.now.subarray(from, from + answer)), ended)
    out.at += answer
    return NOTHING
  }

  #sync({ args, began }: Call): Step {
    const open = this.#open.get(Number(args[0]))
    if (!open || this.#forgets(open.name)) return NOTHING
    this.#disk.sync(open.what, began)
    return { isSync: true, told: [] }
  }

  #move(from: string[] | null, to: string[] | null, ended: number): void {
    if ((from === null) !== (to === null)) throw new Error('moved over the edge of the root')
    if (from && to) this.#disk.move(from, to, ended)
  }

  #link(from: string[] | null, to: string[] | null, ended: number): void {
    if (from && to) this.#disk.link(from, to, ended)
  }

  #remove(way: string[] | null, ended: number): void {
    if (way) this.#disk.remove(way, ended)
  }

  #heard(written: Buffer): Ack[] {
    this.#acks += written.toString('utf8')
    const lines = this.#acks.split('\n')
    this.#acks = lines.pop() ?? ''
    return lines.map((line) => JSON.parse(line) as Ack)
  }

  /** The names below the root; null of what lies elsewhere. */
  #wayOf(arg: string | Buffer | undefined): string[] | null {
    if (!(arg instanceof Buffer)) return null
    const file = arg.toString('utf8')
    if (file === this.#root) return []
    return file.startsWith(`${this.#root}/`)
      ? file
          .slice(this.#root.length + 1)
          .split('/')
          .filter((part) => part !== '' && part !== '.')
      : null
  }
}

const NOTHING: Step = { isSync: false, told: [] }

function bytes(arg: string | Buffer | undefined): Buffer {
  if (!(arg instanceof Buffer)) throw new Error('a write without bytes')
  return arg
}

/** The bytes of `[{iov_base="..", iov_len=n}, ..]`. */
const listed = (arg: string | Buffer | undefined): Buffer[] =>
  [...String(arg).matchAll(/iov_base="((?:\\x[\da-f]{2})*)"/g)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex'),
  )
