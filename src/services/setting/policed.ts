import { type CallName, writesWorkspace } from '../../contract/index.ts'
import { settingId, type SettingValue } from '../../core/finding/settings.ts'
import { canonicalJson } from '../../core/units/canonical.ts'
import { readHead } from '../../store/journal/entries.ts'
import { settingStored } from '../../store/settings.ts'
import { transact, type Workspace } from '../../store/workspace.ts'
import type { Context } from '../host/context.ts'

/** Keeps the settings of a workspace as the policy of this computer has them, from before the first call on. */
export type Policed = (
  name: CallName,
  context: Pick<Context, 'workspace' | 'nowMs' | 'emit' | 'policy'>,
) => void

/**
 * Puts the settings of the policy into a workspace as entries of the journal, by whoever set the policy: before the first
 * call, and again before a write where another station or an older program changed one since. An empty workspace stays
 * empty until somebody writes in it. Where it cannot be written (a medium that is write-protected, versions that wait for
 * a decision) it stays as it is.
 */
export function policed(): Policed {
  const seen = new WeakSet<Workspace>()
  return (name, context) => {
    const { workspace, policy } = context
    if (!policy?.settings) return
    const isWriting = writesWorkspace(name) && name !== 'draft.put'
    if (workspace.isReadOnly || (!isWriting && (seen.has(workspace) || readHead(workspace.db).arrival === 0)))
      return
    seen.add(workspace)
    for (const value of policy.settings) put(context, policy.setBy, value)
  }
}

function put({ workspace, nowMs, emit }: Parameters<Policed>[1], setBy: string, value: SettingValue): void {
  const kept = settingStored(workspace.db, value.name)
  if (kept && canonicalJson(kept.doc.value) === canonicalJson(value)) return
  const done = transact(
    workspace,
    { actor: { name: setBy, role: 'supervisor' }, atMs: nowMs(), action: 'setting.put' },
    (tx) => tx.put('setting', kept?.version ?? null, { id: settingId(value.name), value }),
  )
  if (done.ok) emit({ type: 'changed', arrival: done.value.entry.arrival, changes: [...done.value.told] })
}
