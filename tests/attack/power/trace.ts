import { spawnSync } from 'node:child_process'

/** What of a program touches files, in the order in which the system was through with it (a close: in which it began). */
export type Call = {
  readonly name: string
  /** As strace writes them: numbers, flags, and strings as bytes. */
  readonly args: readonly (string | Buffer)[]
  readonly answer: number
  /** Where it began in the order of all, and where the system was through with it. */
  readonly began: number
  readonly ended: number
}

/** What changes what is on a disk, and what tells of which file. Whatever else writes is looked for by `UNKNOWN`. */
const KNOWN = [
  'open',
  'openat',
  'creat',
  'close',
  'dup',
  'dup2',
  'dup3',
  'lseek',
  'write',
  'writev',
  'pwrite64',
  'pwritev',
  'pwritev2',
  'copy_file_range',
  'sendfile',
  'fsync',
  'fdatasync',
  'ftruncate',
  'truncate',
  'fallocate',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'rmdir',
  'mkdir',
  'mkdirat',
  'link',
  'linkat',
  'symlink',
  'symlinkat',
] as const

/** Whether this machine can look on (Linux with strace, and a system that allows it). */
export const canRecord = (): boolean =>
  process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0

/** The command that runs a program and records what it asks of the system into a file. */
export const recording = (file: string, program: readonly string[]): readonly [string, string[]] => [
  'strace',
  [
    '-f',
    '--seccomp-bpf',
    '-xx',
    '-s',
    '16000000',
    '-o',
    file,
    '-e',
    `trace=${KNOWN.map((name) => `?${name}`).join(',')}`,
    ...program,
  ],
]

const CALL = /^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+|\?)(?:x[\da-f]+)?(?: .*)?$/
const BEGUN = /^(\d+)\s+(\w+)\((.*) <unfinished \.\.\.>$/
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+|\?)(?: .*)?$/

/** Reads a recording; lines of signals and ends of threads tell nothing here. @throws where a line is none that it knows. */
export function readTrace(text: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, { name: string; text: string; began: number }>()
  const take = (name: string, args: string, answer: string, began: number, ended: number): void => {
    // Where a program ends in the middle of a call nobody knows what came of it: nothing was told of it either.
    if (answer !== '?' && Number(answer) >= 0)
      calls.push({ name, args: argsOf(args), answer: Number(answer), began, ended })
  }
  let line = 0
  for (const written of text.split('\n')) {
    line += 1
    if (written === '' || /^\d+\s+(\+\+\+|---)/.test(written)) continue
    const begun = BEGUN.exec(written)
    if (begun) {
      const [, thread = '', name = '', args = ''] = begun
      open.set(thread, { name, text: args, began: line })
      continue
    }
    const resumed = RESUMED.exec(written)
    if (resumed) {
      const [, thread = '', name = '', rest = '', answer = ''] = resumed
      const before = open.get(thread)
      open.delete(thread)
      if (before?.name !== name) throw new Error(`line ${line}: ${name} ends that did not begin`)
      take(name, before.text + rest, answer, before.began, line)
      continue
    }
    const call = CALL.exec(written)
    if (!call) {
      if (!/^\d+\s+<\.\.\. \w+ resumed>.*= \?/.test(written))
        throw new Error(`line ${line} of the recording: ${written.slice(0, 120)}`)
      continue
    }
    const [, , name = '', args = '', answer = ''] = call
    take(name, args, answer, line, line)
  }
  const order = ({ name, began, ended }: Call): number => (name === 'close' ? began : ended)
  return calls.sort((a, b) => order(a) - order(b))
}

/** Arguments at the commas that are in no string, list or structure; a string of `\x..` as its bytes. */
function argsOf(text: string): (string | Buffer)[] {
  const args: string[] = []
  let [depth, from] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (c === '"') i = text.indexOf('"', i + 1)
    else if (c === '[' || c === '{') depth += 1
    else if (c === ']' || c === '}') depth -= 1
    else if (c === ',' && depth === 0) {
      args.push(text.slice(from, i))
      from = i + 1
    }
  }
  args.push(text.slice(from))
  return args.map((arg) => {
    const given = arg.trim()
    return given.startsWith('"') ? bytesOf(given) : given
  })
}

/** Bytes of a string as `-xx` writes it. @throws where strace cut it short. */
export function bytesOf(quoted: string): Buffer {
  if (!quoted.endsWith('"')) throw new Error('the recording cut a string short')
  return Buffer.from(quoted.slice(1, -1).replaceAll('\\x', ''), 'hex')
}
