import { createStore } from 'zustand/vanilla'
import type { Key } from '../i18n/index.ts'

/** Something a person can do. Feeds buttons, menu, shortcuts and the command palette alike. */
export type Command = {
  id: string
  labelKey: Key
  /** Shortcuts such as `Mod+Shift+Z` (Mod is Ctrl, or Command on a Mac), `F` or `Escape`. */
  keys: readonly string[]
  available(): boolean
  /** Why it is not available, in words; null when it is. */
  whyNot(): Key | null
  run(): void
}

type Registry = {
  commands: readonly Command[]
  /** Adds commands (a later one replaces one of its id); answers how to take them away. */
  register(commands: readonly Command[]): () => void
}

/** The one registry of commands. */
export const commands = createStore<Registry>()((set) => ({
  commands: [],
  register: (added) => {
    const ids = new Set(added.map(({ id }) => id))
    set((state) => ({ commands: [...state.commands.filter(({ id }) => !ids.has(id)), ...added] }))
    return () => set((state) => ({ commands: state.commands.filter((command) => !added.includes(command)) }))
  },
}))

/** Runs a command by its id when it is available; answers whether it ran. */
export function runCommand(id: string): boolean {
  const command = commands.getState().commands.find((other) => other.id === id)
  if (!command?.available()) return false
  command.run()
  return true
}

export type KeyPress = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** Whether a key press is the shortcut `keys`. */
export function matches(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1) ?? ''
  const mod = parts.includes('Mod')
  return (
    press.key.toLowerCase() === wanted.toLowerCase() &&
    (press.ctrlKey || press.metaKey) === mod &&
    (parts.includes('Shift') === press.shiftKey || (wanted.length === 1 && !/[a-z]/i.test(wanted))) &&
    parts.includes('Alt') === press.altKey
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'range'))

/** Runs the command of a key press. A text field keeps its own keys, undo included. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const typing = isTyping(event.target)
  for (const command of commands.getState().commands) {
    const keys = command.keys.find((candidate) => matches(event, candidate))
    if (!keys || (typing && keys.toLowerCase() !== 'mod+k') || !command.available()) continue
    event.preventDefault()
    command.run()
    return
  }
}
