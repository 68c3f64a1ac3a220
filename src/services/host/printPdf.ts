import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PAGE_NAME, PRINT_FOLDER } from '../../contract/outside.ts'
import { openScratch, removeFolder, type Scratch } from '../../store/scratch.ts'
import type { Work } from './work.ts'

/** Programs that print a page without a window, as systems name them. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** A page of hundreds of pictures takes a while on a small machine; this only ends what hangs. */
const PATIENCE_MS = 600_000

/** A Chromium on this machine; `SORTIE_CHROMIUM` names another; null when there is none. */
export function findPrinter(): string | null {
  const chosen = process.env['SORTIE_CHROMIUM']
  if (chosen) return fs.existsSync(chosen) ? chosen : null
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const found = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => fs.existsSync(file))
  return found ?? PLACES.find((file) => fs.existsSync(file)) ?? null
}

/**
 * Prints a page that lies in a file as PDF; null when nothing on this machine can. The page needs nothing from outside, and
 * gets nothing. @throws the reason of `signal` where somebody called it off
 */
export async function printFile(page: string, { signal }: Work = {}): Promise<Uint8Array | null> {
  const program = findPrinter()
  if (!program) return null
  const scratch = openScratch()
  const dir = scratch.folder('print')
  const target = path.join(dir, 'page.pdf')
  try {
    const isRoot = typeof process.getuid === 'function' && process.getuid() === 0
    const args = [
      '--headless=new',
      '--disable-gpu',
      '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${path.join(dir, 'profile')}`,
      ...(isRoot ? ['--no-sandbox'] : []),
      '--no-pdf-header-footer',
      `--print-to-pdf=${target}`,
      pathToFileURL(page).href,
    ]
    await new Promise<void>((done) => {
      const child = spawn(program, args, { stdio: 'ignore' })
      const kill = () => void child.kill('SIGKILL')
      const timer = setTimeout(kill, PATIENCE_MS)
      signal?.addEventListener('abort', kill, { once: true })
      const end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', kill)
        done()
      }
      child.on('exit', end)
      child.on('error', end)
    })
    signal?.throwIfAborted()
    return fs.existsSync(target) ? fs.readFileSync(target) : null
  } finally {
    scratch.close()
  }
}

/** The same of a page that is at hand. */
export async function printPdf(html: Uint8Array): Promise<Uint8Array | null> {
  const scratch = openScratch()
  try {
    const page = path.join(scratch.folder('print'), PAGE_NAME)
    fs.writeFileSync(page, html)
    return await printFile(page)
  } finally {
    scratch.close()
  }
}

/** Prints what lies in a file of ours, of any name; null where it cannot be printed. */
export type PrintPage = (file: string, work: Work) => Promise<Uint8Array | null>

/** `print` over pages in a folder of their own under a name that says what they are, which nobody writes to meanwhile. */
export function printerOver(scratch: Scratch, print: PrintPage): PrintPage {
  return async (file, work) => {
    const own = fs.mkdtempSync(path.join(scratch.folder(PRINT_FOLDER), 'p'))
    const page = path.join(own, PAGE_NAME)
    try {
      fs.copyFileSync(file, page)
      fs.chmodSync(page, 0o444)
      return await print(page, work)
    } finally {
      removeFolder(own)
    }
  }
}
