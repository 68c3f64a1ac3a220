import { PATTERN_EDITS, type PatternEdit, whyNotEdit } from '../../../src/core/mission/edits/edit.ts'
import type { Key } from '../../i18n/index.ts'
import { type Command, commands } from '../commands.ts'
import { attempt } from '../notices.ts'
import { askAndEdit, copied, copyMeant, pastePatterns } from './patternEditing.ts'
import { patternsMeant } from './severalPatterns.ts'

/** Why nothing can be done to patterns at present; null: some are selected. */
const whyNone = (): Key | null =>
  patternsMeant() === null
    ? 'tools.needsMission'
    : patternsMeant()?.meant.length === 0
      ? 'patternEdit.chooseFirst'
      : null

const whyNot = (what: PatternEdit['do']): Key | null => {
  const none = whyNone()
  if (none) return none
  const problem = whyNotEdit(patternsMeant()?.meant ?? [], what)
  return problem && `editProblem.${problem}`
}

const command = (
  id: string,
  labelKey: Key,
  keys: readonly string[],
  reason: () => Key | null,
  run: () => void,
): Command => ({ id, labelKey, keys, available: () => reason() === null, whyNot: reason, run })

/** A text that somebody marked is what they mean to copy. */
const hasMarked = (): boolean =>
  typeof window !== 'undefined' && (window.getSelection()?.toString() ?? '') !== ''

const KEYS: Partial<Record<PatternEdit['do'], string>> = { remove: 'Delete' }

/** What is done to the patterns that are selected: by key, from the menus of map and list, and from the palette. */
export const PATTERN_COMMANDS: readonly Command[] = [
  {
    ...command('pattern.copy', 'patternEdit.copy', ['Mod+C'], whyNone, copyMeant),
    available: () => whyNone() === null && !hasMarked(),
  },
  command(
    'pattern.paste',
    'patternEdit.paste',
    [],
    () =>
      patternsMeant() === null
        ? 'tools.needsMission'
        : copied.getState().text === null
          ? 'patternEdit.nothingCopied'
          : null,
    () => void pastePatterns(copied.getState().text ?? ''),
  ),
  ...PATTERN_EDITS.map((what): Command => {
    const key = KEYS[what]
    return {
      ...command(
        `pattern.${what}`,
        `patternEdit.${what}`,
        key ? [key] : [],
        () => whyNot(what),
        () => void attempt(() => askAndEdit(what)),
      ),
      ...(what === 'remove' ? { undoes: true as const } : {}),
    }
  }),
]

export const registerPatternCommands = (): (() => void) => commands.getState().register(PATTERN_COMMANDS)
