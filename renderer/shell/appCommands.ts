import { language, setLanguage } from '../i18n/index.ts'
import { showClock } from '../features/flights/clocks/showClock.ts'
import { type Command, commands } from '../desk/commands.ts'
import { canRedo, canUndo, redo, undo } from '../desk/undo.ts'
import { help } from '../desk/help.ts'
import { panels, THEMES } from '../desk/panels.ts'
import { NO_PICTURE, ROOMS, selection } from '../desk/selection.ts'

const always = { available: () => true, whyNot: () => null }

const nextTheme = (): void => {
  const look = panels.getState()
  look.setLook({ theme: THEMES[(THEMES.indexOf(look.theme) + 1) % THEMES.length] ?? 'system' })
}

const APP_COMMANDS: readonly Command[] = [
  {
    id: 'app.undo',
    labelKey: 'app.undo',
    keys: ['Mod+Z'],
    undoes: true,
    available: canUndo,
    whyNot: () => (canUndo() ? null : 'app.nothingToUndo'),
    run: undo,
  },
  {
    id: 'app.redo',
    labelKey: 'app.redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    undoes: true,
    available: canRedo,
    whyNot: () => (canRedo() ? null : 'app.nothingToRedo'),
    run: redo,
  },
  {
    id: 'app.palette',
    labelKey: 'app.palette',
    keys: ['Mod+K'],
    ...always,
    run: () => panels.getState().setPalette(!panels.getState().palette),
  },
  ...ROOMS.map(
    (room, i): Command => ({
      id: `app.room.${room}`,
      labelKey: `room.${room}`,
      keys: [`Alt+${i + 1}`],
      ...always,
      run: () => selection.getState().enter(room),
    }),
  ),
  {
    id: 'app.help',
    labelKey: 'help.title',
    keys: ['F1'],
    ...always,
    run: () => help.getState().toggle(),
  },
  {
    id: 'app.shortcuts',
    labelKey: 'keys.title',
    keys: ['?', '？'],
    ...always,
    run: () => panels.getState().setShortcuts(!panels.getState().shortcuts),
  },
  {
    id: 'app.toggleList',
    labelKey: 'app.toggleList',
    keys: ['F8'],
    ...always,
    run: () => panels.getState().toggle('list'),
  },
  {
    id: 'app.toggleInspector',
    labelKey: 'app.toggleInspector',
    keys: ['F9'],
    ...always,
    run: () => panels.getState().toggle('inspector'),
  },
  {
    id: 'app.toggleStrip',
    labelKey: 'app.toggleStrip',
    keys: ['F10'],
    ...always,
    run: () => panels.getState().toggle('strip'),
  },
  {
    id: 'app.newEnterprise',
    labelKey: 'enterprise.new',
    keys: [],
    ...always,
    run: () => {
      selection.getState().enter('enterprises')
      selection.getState().compose({ kind: 'enterprise' })
    },
  },
  {
    id: 'app.newSite',
    labelKey: 'site.new',
    keys: [],
    ...always,
    run: () => {
      selection.getState().enter('enterprises')
      selection.getState().compose({ kind: 'site', enterpriseId: null, boundary: null })
    },
  },
  {
    id: 'app.newMission',
    labelKey: 'mission.new',
    keys: [],
    ...always,
    run: () => {
      selection.getState().enter('missions')
      selection.getState().compose({ kind: 'mission', siteId: null })
    },
  },
  {
    id: 'app.newFlight',
    labelKey: 'flight.new',
    keys: [],
    ...always,
    run: () => {
      selection.getState().enter('flights')
      selection.getState().compose({ kind: 'flight', missionId: null })
    },
  },
  {
    id: 'app.newSighting',
    labelKey: 'finding.new',
    keys: [],
    ...always,
    run: () => {
      selection.getState().enter('findings')
      selection.getState().compose({
        ...NO_PICTURE,
        findingId: null,
      })
    },
  },
  { id: 'app.clock', labelKey: 'clock.show', keys: [], ...always, run: () => showClock() },
  { id: 'app.theme', labelKey: 'app.nextTheme', keys: [], ...always, run: nextTheme },
  {
    id: 'app.language',
    labelKey: 'app.otherLanguage',
    keys: [],
    ...always,
    run: () => void setLanguage(language() === 'zh' ? 'en' : 'zh'),
  },
]

/** Puts the window's own commands into the registry. */
export const registerAppCommands = (): (() => void) => commands.getState().register(APP_COMMANDS)
