import { createStore } from 'zustand/vanilla'
import type { Key } from '../i18n/index.ts'

/** Something a person can do. Feeds buttons, menu, shortcuts and the command palette alike. */
export type Command = {
  id: string
  labelKey: Key
  /** Shortcuts such as `Mod+Shift+Z` (Mod is Ctrl, or Command on a Mac), `F` or `Escape`. */
  keys: readonly string[]
  available(): boolean
  /** It takes something back or away: it is never what is chosen before anybody chose. */
  undoes?: true
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

/** A shortcut as it stands on the keys of this machine. */
export const keysShown = (keys: string): string =>
  keys.replace('Mod', typeof navigator !== 'undefined' && /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl')

/** Runs a command by its id when it is available; answers whether it ran. */
export function runCommand(id: string): boolean {
  const command = commands.getState().commands.find((other) => other.id === id)
  if (!command?.available()) return false
  command.run()
  return true
}

type Press = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

/** Whether a key press is the shortcut `keys`. */
export function matches(press: Press, keys: string): boolean {
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

/** What is open to a person who is typing too. */
const WHILE_TYPING: ReadonlySet<string> = new Set(['Mod+K', 'F1'])

/** Runs the first available command of a key press; answers whether there was one. */
export function runShortcut(press: Press, isTyping: boolean): boolean {
  const command = commands
    .getState()
    .commands.find(
      ({ keys, available }) =>
        keys.some((each) => matches(press, each) && (!isTyping || WHILE_TYPING.has(each))) && available(),
    )
  command?.run()
  return command !== undefined
}
