import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Command, commands } from '../../../renderer/desk/commands.ts'
import { followKeys, shiftHeld, takeKeys } from '../../../renderer/desk/keys.ts'

const page = new EventTarget()
const heard: string[] = []
let stops: (() => void)[] = []

type Press = { key: string; ctrlKey?: boolean; isComposing?: boolean; target?: unknown }

/** A key press as the page gets it; answers whether anybody took it. */
function press({ target, ...given }: Press, isTaken = false, type = 'keydown'): boolean {
  const event = Object.assign(new Event(type, { cancelable: true }), {
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    isComposing: false,
    ...given,
  })
  if (target) Object.defineProperty(event, 'target', { value: target })
  if (isTaken) event.preventDefault()
  page.dispatchEvent(event)
  return event.defaultPrevented
}

const command = (id: string, keys: string[], isAvailable = true): Command => ({
  id,
  labelKey: 'app.undo',
  keys,
  available: () => isAvailable,
  whyNot: () => null,
  run: () => void heard.push(id),
})

const hears = (rank: 'cover' | 'tool', name: string, keys: string[]): void => {
  stops.push(
    takeKeys(rank, ({ key }) => {
      if (!keys.includes(key)) return false
      heard.push(name)
      return true
    }),
  )
}

beforeEach(() => {
  heard.length = 0
  stops = [
    followKeys(page),
    commands
      .getState()
      .register([
        command('not.now', ['Escape'], false),
        command('command', ['Escape', 'Z']),
        command('palette', ['Mod+K']),
      ]),
  ]
})
afterEach(() => {
  for (const stop of stops) stop()
  expect(press({ key: 'Escape' })).toBe(false)
})

describe('a key', () => {
  it('goes to what has the focus, to what covers the window, to the tool, to a command, to nobody', () => {
    expect(press({ key: 'Escape' }, true)).toBe(true)
    expect(heard).toEqual([])
    expect(press({ key: 'Escape' })).toBe(true)
    hears('tool', 'tool', ['Escape'])
    expect(press({ key: 'Escape' })).toBe(true)
    expect(press({ key: 'z' })).toBe(true)
    hears('cover', 'cover', ['Escape'])
    expect(press({ key: 'Escape' })).toBe(true)
    // What lies behind a cover hears nothing.
    expect(press({ key: 'z' })).toBe(false)
    expect(press({ key: 'q' })).toBe(false)
    expect(heard).toEqual(['command', 'tool', 'command', 'cover'])
  })

  it('is a letter to whoever types, but for the palette', () => {
    hears('tool', 'tool', ['Escape', 'z', 'k'])
    for (const target of [
      { tagName: 'INPUT', type: 'text' },
      { tagName: 'TEXTAREA' },
      { tagName: 'SELECT' },
      { tagName: 'DIV', isContentEditable: true },
    ]) {
      expect(press({ key: 'z', target })).toBe(false)
      expect(press({ key: 'k', ctrlKey: true, target })).toBe(true)
    }
    expect(heard).toEqual(['palette', 'palette', 'palette', 'palette'])
    expect(press({ key: 'z', target: { tagName: 'INPUT', type: 'checkbox' } })).toBe(true)
    expect(press({ key: 'z', isComposing: true })).toBe(false)
  })

  it('that is held is known until it is let go, or the window is left', () => {
    const picture = { tagName: 'IMG' }
    press({ key: 'Shift', target: picture })
    expect(shiftHeld.getState().on).toBe(picture)
    press({ key: 'a' }, false, 'keyup')
    expect(shiftHeld.getState().on).toBe(picture)
    press({ key: 'Shift' }, false, 'keyup')
    expect(shiftHeld.getState().on).toBeNull()
    press({ key: 'Shift', target: picture }, true)
    expect(shiftHeld.getState().on).toBe(picture)
    page.dispatchEvent(new Event('blur'))
    expect(shiftHeld.getState().on).toBeNull()
  })
})

const root = path.resolve(import.meta.dirname, '../../..')
const sources = fs
  .readdirSync(path.join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => path.posix.join('renderer', name.replaceAll(path.sep, '/')))
const where = (pattern: RegExp): string[] =>
  sources.filter((file) =>
    pattern.test(
      fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
    ),
  )

describe('the window', () => {
  it('listens for keys in one place', () => {
    const listens =
      /(?:addEventListener|DomEvent\s*\.on|\bon)\s*\([^)]*['"`]key(?:down|up|press)|\.onkey(?:down|up|press)\s*=/
    expect(where(listens)).toEqual(['renderer/desk/keys.ts'])
    expect(listens.test("window.addEventListener(\n  'keydown', hear)")).toBe(true)
    expect(listens.test("DomEvent.on(element, 'keydown', hear)")).toBe(true)
  })

  it('asks what kind of document is open in the editing room alone', () => {
    const asks = /\b(?:document|open|opened)\??\.kind\s*[!=]==|\{\s*document\s*\}\)\s*=>\s*document\??\.kind/
    expect(where(asks).filter((file) => !file.startsWith('renderer/desk/editing/'))).toEqual([])
    expect(asks.test("document?.kind === 'mission'")).toBe(true)
  })
})
