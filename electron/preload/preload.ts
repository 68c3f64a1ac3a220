import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { bridge } from './bridge.ts'

/** The contract's names, written in by the build so that the schemas stay out of the preload. */
declare const __CALL_NAMES__: readonly string[]

contextBridge.exposeInMainWorld(
  'sortie',
  bridge(
    {
      invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
      on: (channel, listener) => ipcRenderer.on(channel, listener),
      off: (channel, listener) => ipcRenderer.off(channel, listener),
      pathOf: (file) => webUtils.getPathForFile(file),
    },
    __CALL_NAMES__,
  ),
)
