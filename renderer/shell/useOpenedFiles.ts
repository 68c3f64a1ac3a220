import { useEffect, useRef } from 'react'
import { useAuthor } from '../api/hooks.ts'
import { attempt, notices } from '../desk/notices.ts'
import { isExchange, letGo, type Opened, useOpened } from '../desk/opened.ts'
import { panels } from '../desk/panels.ts'
import { selection } from '../desk/selection.ts'
import { unfinished } from '../desk/unfinished.ts'

/**
 * Goes where a file that the system asked to open is brought in, each once; what somebody has half drawn is asked after first.
 * Nothing is written by it. `isOpen`: there is a workspace, and the window stands where it stood.
 */
export function useOpenedFiles(isOpen: boolean): void {
  const by = useAuthor()
  const opened = useOpened(isOpen && by !== undefined)
  const seen = useRef(new Set<string>())
  useEffect(() => {
    for (const one of opened ?? []) {
      if (seen.current.has(one.file)) continue
      seen.current.add(one.file)
      goTo(one)
    }
  }, [opened])
}

function goTo(one: Opened): void {
  if (!one.isReadable) {
    notices.getState().tell('error', 'opened.unreadable', { file: one.name })
    void attempt(() => letGo(one.file))
    return
  }
  const { room, composing } = selection.getState()
  // It waits in the form that is being filled in.
  if (!isExchange(one) && room === 'missions' && composing?.kind === 'mission') return
  unfinished.getState().leave(() => {
    const { enter, compose } = selection.getState()
    enter(isExchange(one) ? 'settings' : 'missions')
    if (isExchange(one)) panels.getState().show('list')
    else compose({ kind: 'mission', siteId: null })
  })
}
