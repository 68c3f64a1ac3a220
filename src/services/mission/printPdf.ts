import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { openScratch } from '../../store/scratch.ts'

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
const PATIENCE_MS = 60_000

/** A Chromium on this machine; `SORTIE_CHROMIUM` names another; null when there is none. */
function findPrinter(): string | null {
  const chosen = process.env['SORTIE_CHROMIUM']
  if (chosen) return fs.existsSync(chosen) ? chosen : null
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  const found = folders
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
    .find((file) => fs.existsSync(file))
  return found ?? PLACES.find((file) => fs.existsSync(file)) ?? null
}

/** Prints a page as PDF; null when nothing on this machine can. The page needs nothing from outside, and gets nothing. */
export async function printPdf(html: Uint8Array): Promise<Uint8Array | null> {
  const program = findPrinter()
  if (!program) return null
  const scratch = openScratch()
  const dir = scratch.folder('print')
  const [source, target] = [path.join(dir, 'page.html'), path.join(dir, 'page.pdf')]
  try {
    fs.writeFileSync(source, html)
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
      pathToFileURL(source).href,
    ]
    await new Promise<void>((done) => {
      const child = spawn(program, args, { stdio: 'ignore' })
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      const end = () => {
        clearTimeout(timer)
        done()
      }
      child.on('exit', end)
      child.on('error', end)
    })
    return fs.existsSync(target) ? fs.readFileSync(target) : null
  } finally {
    scratch.close()
  }
}
