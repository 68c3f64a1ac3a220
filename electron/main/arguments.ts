import path from 'node:path'
import { namesFile, openedIn } from './opened.ts'

export type Arguments = {
  home: string | null
  workspaceDir: string | null
  /** What stands before our own options, to start the application again with: without the files that it was to open. */
  rest: string[]
  /** The files that it is to open. */
  files: string[]
}

/**
 * What the desktop was started with: `--workspace DIR`, else SORTIE_WORKSPACE; for the data folder what the computer's policy
 * says (`policyHome`), else SORTIE_HOME.
 */
export function launchArguments(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  cwd: string,
  policyHome: string | null = null,
): Arguments {
  const at = argv.indexOf('--workspace')
  const given = at < 0 ? env['SORTIE_WORKSPACE'] : argv[at + 1]
  return {
    home: policyHome ?? (env['SORTIE_HOME'] ? path.resolve(cwd, env['SORTIE_HOME']) : null),
    workspaceDir: given ? path.resolve(cwd, given) : null,
    rest: argv.slice(1, at < 0 ? argv.length : at).filter((one) => !namesFile(one)),
    files: openedIn(argv, cwd),
  }
}
