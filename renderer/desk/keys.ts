import { createStore } from 'zustand/vanilla'
import { runShortcut } from './commands.ts'

/** A key press, as a keyboard event says it. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly target: EventTarget | null
}

/** Takes a key press, or leaves it to the next. */
export type Taker = (press: KeyPress) => boolean

/** Who hears keys before the commands do: what covers the window hears all of them, then the active tool. */
const takers: Record<'cover' | 'tool', Taker[]> = { cover: [], tool: [] }

/** Hears keys from now on; answers how to stop. The last one to come is the first to be asked. */
export function takeKeys(rank: keyof typeof takers, taker: Taker): () => void {
  takers[rank] = [taker, ...takers[rank]]
  return () => {
    takers[rank] = takers[rank].filter((other) => other !== taker)
  }
}

/** What Shift was pressed on and is held since; null: it is not held. */
export const shiftHeld = createStore<{ on: EventTarget | null }>()(() => ({ on: null }))

/** Whether what has the focus takes letters. */
export const isTyping = (target: EventTarget | null): boolean => {
  const { tagName, type, isContentEditable } = (target ?? {}) as Partial<HTMLInputElement>
  return (
    isContentEditable === true ||
    tagName === 'TEXTAREA' ||
    tagName === 'SELECT' ||
    (tagName === 'INPUT' && type !== 'checkbox' && type !== 'range')
  )
}

/**
 * The way of a key that nothing with the focus has taken: what covers the window, the active tool, the commands. A
 * text field keeps its own keys, undo included, but for the palette's. Answers whether anybody took it: what the
 * browser makes of a key that nobody takes is left to it.
 */
export function passKey(press: KeyPress): boolean {
  const [cover] = takers.cover
  if (cover) return cover(press)
  const typing = isTyping(press.target)
  return (!typing && takers.tool.some((take) => take(press))) || runShortcut(press, typing)
}

type KeyTarget = Pick<Window, 'addEventListener' | 'removeEventListener'>

/** The window's one listener for keys. Whoever wants some has the focus, takes them here, or is a command. */
export function followKeys(page: KeyTarget): () => void {
  const onDown = (event: KeyboardEvent): void => {
    if (event.key === 'Shift') shiftHeld.setState({ on: event.target })
    if (event.defaultPrevented || event.isComposing) return
    if (passKey(event)) event.preventDefault()
  }
  const onUp = (event: KeyboardEvent): void => {
    if (event.key === 'Shift') shiftHeld.setState({ on: null })
  }
  const onBlur = (): void => shiftHeld.setState({ on: null })
  page.addEventListener('keydown', onDown)
  page.addEventListener('keyup', onUp)
  page.addEventListener('blur', onBlur)
  return () => {
    page.removeEventListener('keydown', onDown)
    page.removeEventListener('keyup', onUp)
    page.removeEventListener('blur', onBlur)
  }
}
