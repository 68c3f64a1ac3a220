import { isWorkspaceFolder } from '../services/workspaceTools.ts'
import { exitOf } from './io.ts'

/** @throws {Exit} `workspace_missing` where a folder holds none; what the system says where it cannot be told. */
export function assertWorkspace(dir: string): void {
  if (!isWorkspaceFolder(dir)) throw exitOf({ ok: false, code: 'workspace_missing', params: { dir } })
}
