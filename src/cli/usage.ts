/** How the commands that are loaded late are called; here, so that `--help` need not load them. */
export const WORKSPACE_USAGE =
  'sortie workspace create DIR | demo DIR | verify DIR | backup DIR [TO] | restore DIR FROM   [--json]'
export const SERVE_USAGE = 'sortie serve [--workspace DIR] [--port N] [--no-open]'
