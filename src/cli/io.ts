import fs from 'node:fs'
import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { answersNo } from '../contract/errors.ts'
import { moveWhole, writeWhole } from '../services/host/wholeFile.ts'
import type { Failure, Note } from '../services/mission/standalone.ts'
import { spelled, wordsOf } from '../words/words.ts'
import { bracketed, placeWords } from '../words/place.ts'
import { isOwn, language, listed, say } from './words.ts'

/** Ends a command with one line on stderr: 1 the answer is "no", 2 bad usage or unreadable input. */
export class Exit extends Error {
  readonly status: 1 | 2
  constructor(status: 1 | 2, line: string) {
    super(line.replace(/\s*\n\s*/g, ' '))
    this.status = status
  }
}

/** Bad usage or input, in the words of a code; what the system says of a file (`problem`) in words too. */
export const refuse = (code: string, params: Record<string, string | number> = {}): Exit =>
  new Exit(2, say(code, spelled(language(), params)))

/** The same of what the command line alone says. */
const OWN_NO: readonly string[] = ['nothing_planned']
const isNo = (code: string): boolean => answersNo(code) || OWN_NO.includes(code)

export function exitOf({ code, params }: Failure): Exit {
  const at = bracketed(language(), String(params['at'] ?? ''))
  const detail = params['detail'] ? `: ${params['detail']}` : ''
  const spelt = spelled(language(), params)
  const said = {
    ...spelt,
    at: `${at}${detail}`,
    dir: params['dir'] ?? params['file'] ?? '',
    // A problem stands within a sentence.
    ...(spelt['problem'] === undefined ? {} : { problem: String(spelt['problem']).replace(/[.。]$/, '') }),
  }
  // What the command line says in no words of its own is said in those of the window.
  const shared = isOwn(code)
    ? null
    : wordsOf(language(), 'error', code, { ...params, at: params['at'] ?? '' })
  // A reason with a colon in it says what to do; any other is followed by it.
  const isAdvised = code === 'unreadable_file' && /[:：]/.test(String(said.problem ?? ''))
  return new Exit(isNo(code) ? 1 : 2, shared ?? say(isAdvised ? 'unreadable_said' : code, said))
}

/** The options of a command, strictly: an unknown one or a missing value ends it. */
export function optionsOf<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: T,
  positionals = true,
) {
  try {
    return parseArgs({ args: joinNegatives(args), options, allowPositionals: positionals, strict: true })
  } catch (error) {
    throw refuse('bad_option', { command, problem: (error as Error).message.split(/[.\n]/)[0] ?? '' })
  }
}

/** `--angle -30` and `--home -41.7,109` name values, not options. */
const joinNegatives = (args: string[]): string[] => {
  const joined: string[] = []
  for (const arg of args) {
    const last = joined[joined.length - 1]
    if (/^-\d/.test(arg) && last && /^--[a-z-]+$/.test(last)) joined[joined.length - 1] = `${last}=${arg}`
    else joined.push(arg)
  }
  return joined
}

/** A number within a range, or the option's default. */
export function numberOf(
  option: string,
  text: string | undefined,
  low: number,
  high: number,
  fallback: number,
): number {
  if (text === undefined) return fallback
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < low || value > high)
    throw refuse('bad_value', { option, value: text, wanted: `${low} … ${high}` })
  return value
}

export function readFile(file: string): Uint8Array {
  try {
    return fs.readFileSync(file)
  } catch (error) {
    throw refuse('cannot_read', { file, problem: (error as { code?: string }).code ?? '' })
  }
}

/** Writes a file whole or not at all. */
export function writeFile(file: string, bytes: Uint8Array | string): void {
  try {
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR' })
    writeWhole(file, bytes)
  } catch (error) {
    throw refuse('cannot_write', { file, problem: (error as { code?: string }).code ?? '' })
  }
}

/** Brings a file of ours, of any size, to where it is asked for, whole or not at all. */
export async function placeFile(file: string, from: string): Promise<void> {
  try {
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR' })
    await moveWhole(from, file)
  } catch (error) {
    throw refuse('cannot_write', { file, problem: (error as { code?: string }).code ?? '' })
  }
}

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Ctrl+C as a signal: the first leaves off in good order, a second ends the program. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  process.once('SIGINT', stop)
  try {
    return await work(abort.signal)
  } finally {
    process.off('SIGINT', stop)
  }
}

/** Progress is told of more bytes than this. */
const LARGE_BYTES = 100_000_000

/** Tells tenths of long work on stderr, each once. */
export function tenths(doing: 'reading' | 'looking' | 'copying'): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    if (total < LARGE_BYTES) return
    const tenth = Math.floor((done / total) * 10)
    if (tenth > last) tell(say(doing, { percent: tenth * 10 }))
    last = Math.max(last, tenth)
  }
}

/** What was noticed, a line each: of which file, where in it, and in words. */
export function tellNotes(notes: readonly Note[], file: string | null = null): void {
  for (const { severity, code, at, params } of notes)
    tell(
      say(severity === 'error' ? 'note_error' : 'note', {
        where:
          file || at
            ? `${[file, at && placeWords(language(), at)].filter(Boolean).join(language() === 'zh' ? '，' : ', ')}${language() === 'zh' ? '：' : ': '}`
            : '',
        words:
          wordsOf(language(), 'note', code, { file: at ?? '', ...params }) ??
          [code, listed(params)].filter(Boolean).join(': '),
      }),
    )
}
