import type { MenuItemConstructorOptions } from 'electron'

export type Language = 'zh' | 'en'

const WORDS = {
  zh: {
    file: '文件',
    openFolder: '打开工作区文件夹…',
    quit: '退出',
    edit: '编辑',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '视图',
    zoomIn: '放大',
    zoomOut: '缩小',
    zoomReset: '实际大小',
    fullScreen: '全屏',
    reload: '重新载入',
    window: '窗口',
    minimize: '最小化',
    close: '关闭',
  },
  en: {
    file: 'File',
    openFolder: 'Open workspace folder…',
    quit: 'Quit',
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Actual size',
    fullScreen: 'Full screen',
    reload: 'Reload',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
  },
} as const

/** Chinese where the system prefers it, else English. */
export const menuLanguage = (systemLanguages: readonly string[]): Language =>
  systemLanguages[0]?.toLowerCase().startsWith('zh') === false ? 'en' : 'zh'

/**
 * The application menu as data. Undo and redo are the window's own commands and have no menu role, which would take
 * their keys from the map. There is no item that opens developer tools.
 */
export function menuTemplate(
  language: Language,
  platform: NodeJS.Platform,
  act: { openFolder(): void },
): MenuItemConstructorOptions[] {
  const t = WORDS[language]
  const mac: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  return [
    ...mac,
    {
      label: t.file,
      submenu: [
        { label: t.openFolder, accelerator: 'CmdOrCtrl+Shift+O', click: () => act.openFolder() },
        { type: 'separator' },
        { label: t.quit, role: 'quit' },
      ],
    },
    {
      label: t.edit,
      submenu: [
        { label: t.cut, role: 'cut' },
        { label: t.copy, role: 'copy' },
        { label: t.paste, role: 'paste' },
        { label: t.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: t.view,
      submenu: [
        { label: t.zoomIn, role: 'zoomIn' },
        { label: t.zoomOut, role: 'zoomOut' },
        { label: t.zoomReset, role: 'resetZoom' },
        { type: 'separator' },
        { label: t.fullScreen, role: 'togglefullscreen' },
        { label: t.reload, role: 'reload' },
      ],
    },
    {
      label: t.window,
      submenu: [
        { label: t.minimize, role: 'minimize' },
        { label: t.close, role: 'close' },
      ],
    },
  ]
}
