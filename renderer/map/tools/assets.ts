import type { Drawing } from './drawing.ts'
import { NOTHING_SEEN, type Tool } from './tool.ts'

export type Assets = { readonly tool: 'assets'; readonly promptKey: Drawing['promptKey'] }
export const startAssets = (promptKey: Drawing['promptKey']): Assets => ({ tool: 'assets', promptKey })

/** Chooses assets: a click on one takes it in or leaves it out, Enter and Escape end it. Whatever else stands there is passive. */
export const assets: Tool<Assets> = {
  step(state, event) {
    switch (event.kind) {
      case 'choose': {
        const { chosen } = event
        return chosen.of === 'thing' && chosen.selected.kind === 'asset'
          ? { state, wants: [{ do: 'toggleAsset', selected: chosen.selected }] }
          : { state, wants: [] }
      }
      case 'finish':
      case 'cancel':
        return { state: null, wants: [{ do: 'answer', points: null }] }
      case 'key':
        return !event.isMod && (event.key === 'Enter' || event.key === 'Escape')
          ? { state: null, wants: [{ do: 'answer', points: null }] }
          : null
      default:
        return null
    }
  },
  view: ({ promptKey }) => ({
    ...NOTHING_SEEN,
    strip: {
      promptKey,
      hintKey: 'tools.hintAssets',
      buttons: { canGoBack: false, canFinish: true },
      next: null,
    },
    isChoosing: true,
  }),
  holds: () => null,
  drawing: () => null,
}
