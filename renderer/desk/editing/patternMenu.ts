import type { Key } from '../../i18n/index.ts'
import type { MenuEntry, MenuGroup } from '../../ui/MenuAt.tsx'
import { type Command, keysShown } from '../commands.ts'
import { PATTERN_COMMANDS } from './patternCommands.ts'

/** Commands as lines of a menu, with their keys, or why they are not available. */
export const menuOf = (commands: readonly Command[], t: (key: Key) => string): MenuEntry[] =>
  commands.map((command) => {
    const reason = command.whyNot()
    const [keys] = command.id === 'pattern.paste' ? ['Mod+V'] : command.keys
    return {
      id: command.id,
      label: t(command.labelKey),
      aside: keys && keysShown(keys),
      whyNot: reason && t(reason),
      run: command.run,
    }
  })

/** What is done to the patterns that are selected. */
export const patternGroup = (t: (key: Key) => string): MenuGroup => ({
  id: 'pattern',
  title: t('patternEdit.title'),
  entries: menuOf(PATTERN_COMMANDS, t),
})
