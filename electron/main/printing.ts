import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserWindowConstructorOptions, PrintToPDFOptions } from 'electron'
import { PAGE_NAME, PRINT_FOLDER, SCRATCH_PREFIX } from '../../src/contract/outside.ts'
import { wayWithin } from '../../src/files/within.ts'

/** What of Electron's window is used: the tests give their own. */
type PrintWindow = {
  loadFile(file: string): Promise<void>
  readonly webContents: { printToPDF(options: PrintToPDFOptions): Promise<Uint8Array> }
  destroy(): void
}

/** Apart from the application's own: what is printed meets nothing of it. */
export const PRINT_PARTITION = 'print'

/** Nobody sees it, nothing runs in it, and it asks for nothing. */
export const PRINT_WINDOW: BrowserWindowConstructorOptions = {
  show: false,
  webPreferences: {
    javascript: false,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    partition: PRINT_PARTITION,
  },
}

/** From this version on Chromium draws the boxes that a page's own style has for its margins. */
const DRAWS_MARGINS = 131
const FOOT =
  '<div style="width:100%;font:8px sans-serif;text-align:right;padding:0 12mm"><span class="pageNumber"></span> / <span class="totalPages"></span></div>'

/** Whether a file may be printed: a plain page in a folder that the services made for it, whatever links lead there. */
export function mayPrint(file: string): boolean {
  try {
    const real = fs.realpathSync(file)
    const within = wayWithin(fs.realpathSync(os.tmpdir()), real)?.split(path.sep) ?? []
    return (
      within.length === 4 &&
      (within[0]?.startsWith(SCRATCH_PREFIX) ?? false) &&
      within[1] === PRINT_FOLDER &&
      within[3] === PAGE_NAME &&
      fs.lstatSync(real).isFile()
    )
  } catch {
    return false
  }
}

/** Prints a page of the services in a window that nobody sees; null where it may not be printed, or cannot. */
export const printWith =
  (open: (options: BrowserWindowConstructorOptions) => PrintWindow, chromium: string) =>
  async (file: string): Promise<Uint8Array | null> => {
    if (!mayPrint(file)) return null
    const window = open(PRINT_WINDOW)
    try {
      await window.loadFile(file)
      const isBare = Number.parseInt(chromium, 10) < DRAWS_MARGINS
      const pdf = await window.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
        ...(isBare
          ? { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOT }
          : {}),
      })
      return new Uint8Array(pdf)
    } catch {
      return null
    } finally {
      window.destroy()
    }
  }
