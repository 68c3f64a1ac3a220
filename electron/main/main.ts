/** The desktop shell: window, gate, schemes, menu and security. It holds no data and decides nothing else. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { policyHere, workspacesBy } from '../../src/files/policyFile.ts'
import { type Arguments, launchArguments } from './arguments.ts'
import { onDownload } from './downloads.ts'
import { CHANNELS, openGate, sessionOf } from './gate.ts'
import { denyPermissions, guardAll } from './guards.ts'
import { keyringBy } from './keyring.ts'
import { madeFiles } from './madeFiles.ts'
import { type Language, menuLanguage, menuTemplate } from './menu.ts'
import { APP_URL } from './origin.ts'
import { openedIn } from './opened.ts'
import { openWith } from './outside.ts'
import { PRINT_PARTITION, printWith } from './printing.ts'
import { appHandler, calm, mediaHandler, SCHEMES, tilesHandler } from './protocols.ts'
import { servicesProcess } from './servicesProcess.ts'
import { windowOptions } from './windowOptions.ts'

const out = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const log = (line: string): void => {
  process.stderr.write(`sortie: ${line}\n`)
}

function start(launch: Arguments, policyLanguage: Language | null): void {
  const known = new Set<number>()
  const windows = (): BrowserWindow[] => BrowserWindow.getAllWindows().filter((it) => !it.isDestroyed())
  const services = servicesProcess(
    () => {
      const child = utilityProcess.fork(path.join(out, 'node', 'services.mjs'), [], {
        serviceName: 'Sortie services',
        stdio: 'inherit',
        env: {
          ...process.env,
          SORTIE_ASSETS: app.isPackaged
            ? path.join(process.resourcesPath, 'missions')
            : path.join(out, '..', 'missions'),
          ...(launch.home ? { SORTIE_HOME: launch.home } : {}),
          ...(launch.workspaceDir ? { SORTIE_WORKSPACE: launch.workspaceDir } : {}),
        },
      })
      return child
    },
    (session, event) => {
      for (const { webContents } of windows())
        if (session === null || session === sessionOf(webContents.id)) webContents.send(CHANNELS.event, event)
    },
    {
      openOutside: openWith(shell),
      printPage: printWith((options) => new BrowserWindow(options), process.versions.chrome),
      keyring: keyringBy(safeStorage),
    },
  )

  const made = madeFiles(() => services.uploads())

  /** Opens a window and answers the name of its session. */
  const openWindow = (): string => {
    const window = new BrowserWindow(windowOptions(path.join(out, 'preload', 'preload.cjs')))
    const { id } = window.webContents
    known.add(id)
    window.webContents.once('destroyed', () => {
      known.delete(id)
      services.leave(sessionOf(id))
    })
    window.once('ready-to-show', () => window.show())
    void window.loadURL(APP_URL)
    return sessionOf(id)
  }

  const openFolder = async (): Promise<void> => {
    const chosen = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] })
    const folder = chosen.filePaths[0]
    if (chosen.canceled || !folder) return
    app.relaunch({ args: [...launch.rest, '--workspace', folder] })
    app.quit()
  }

  /** Hands a file to the services, which are there once the application is ready. */
  const open = (file: string): void => {
    void app
      .whenReady()
      .then(() => services.openFile(file))
      .catch((error: unknown) => log(`a file was not opened: ${String(error)}`))
  }

  guardAll(app, (url) => shell.openExternal(url))
  // macOS asks so, at the start before there is a window.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    open(file)
  })
  app.on('second-instance', (_event, argv, cwd) => {
    for (const file of openedIn(argv, cwd)) open(file)
    const window = windows()[0]
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())

  // After the windows: a page whose services went first would ask for pictures of nobody.
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void services.close().then(() => {
      closed = true
      app.quit()
    })
  })

  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession)
    denyPermissions(session.fromPartition(PRINT_PARTITION))
    protocol.handle('app', calm(appHandler(path.join(out, 'renderer'), services, made.receive)))
    protocol.handle('media', calm(mediaHandler(services)))
    protocol.handle('tiles', calm(tilesHandler(services)))
    session.defaultSession.on('will-download', onDownload)
    openGate((channel, listener) => ipcMain.handle(channel, listener), services, made.pathOf, known, log)
    const language = policyLanguage ?? menuLanguage(app.getPreferredSystemLanguages())
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(language, process.platform, { openFolder: () => void openFolder() }),
      ),
    )
    const first = openWindow()
    // The first request starts the services: now, beside the loading page, rather than after it.
    void services.call(first, 'workspace.status', {})
    for (const file of launch.files) open(file)
  })
}

protocol.registerSchemesAsPrivileged(SCHEMES)
// Where it cannot be read, the services say so and open nothing.
const policy = policyHere()
const launch = launchArguments(process.argv, process.env, process.cwd(), workspacesBy(policy))
// The lock and the window's own files go by workspace, so that two workspaces may be open at once but never one twice.
const place = launch.workspaceDir ?? launch.home
if (place) {
  const key = createHash('sha256').update(place).digest('hex').slice(0, 16)
  const base = launch.home ?? app.getPath('userData')
  app.setPath('userData', path.join(base, 'window', key))
}
if (app.requestSingleInstanceLock()) start(launch, (policy.ok && policy.value?.policy.language) || null)
else {
  log('this workspace is already open in another window, which has been brought to the front')
  app.exit(3)
}
