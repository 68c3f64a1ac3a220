import path from 'node:path'

export type Arguments = {
  home: string | null
  workspaceDir: string | null
  /** What stands before our own options, to start the application again with. */
  rest: string[]
}

/** What the desktop was started with: `--workspace DIR`, else SORTIE_WORKSPACE; SORTIE_HOME for the data folder. */
export function launchArguments(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  cwd: string,
): Arguments {
  const at = argv.indexOf('--workspace')
  const given = at < 0 ? env['SORTIE_WORKSPACE'] : argv[at + 1]
  return {
    home: env['SORTIE_HOME'] ? path.resolve(cwd, env['SORTIE_HOME']) : null,
    workspaceDir: given ? path.resolve(cwd, given) : null,
    rest: argv.slice(1, at < 0 ? argv.length : at),
  }
}
