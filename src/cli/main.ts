import { systemFailure } from '../contract/errors.ts'
import { Exit, exitOf, print, tell } from './io.ts'
import {
  CHECK_USAGE,
  COMPARE_USAGE,
  DOWNLOAD_USAGE,
  DRAW_USAGE,
  EVIDENCE_USAGE,
  RETENTION_USAGE,
  EXPORT_USAGE,
  FIX_USAGE,
  IMPORT_USAGE,
  INGEST_USAGE,
  MISSION_USAGE,
  LOG_USAGE,
  PAPER_USAGE,
  PARAMS_USAGE,
  PLAN_USAGE,
  POLICY_USAGE,
  ROUTE_USAGE,
  REGISTER_USAGE,
  REPORT_USAGE,
  SELF_CHECK_USAGE,
  SERVE_USAGE,
  SUPPORT_USAGE,
  TAKE_IN_USAGE,
  UPDATE_USAGE,
  UPLOAD_USAGE,
  WORKSPACE_USAGE,
} from './usage.ts'
import { say } from './words.ts'

type Command = { usage: string; run: (args: string[]) => void | Promise<void> }

/** What a command needs is loaded only when it is asked for: a start is as quick as what it does. */
const COMMANDS: Record<string, Command> = {
  plan: {
    usage: PLAN_USAGE,
    run: async (args) => (await import('./planCommand.ts')).planCommand(args),
  },
  fix: {
    usage: FIX_USAGE,
    run: async (args) => (await import('./fixCommand.ts')).fixCommand(args),
  },
  check: {
    usage: CHECK_USAGE,
    run: async (args) => (await import('./missionCommands.ts')).checkCommand(args),
  },
  route: {
    usage: ROUTE_USAGE,
    run: async (args) => (await import('./missionCommands.ts')).routeCommand(args),
  },
  export: {
    usage: EXPORT_USAGE,
    run: async (args) => (await import('./missionCommands.ts')).exportCommand(args),
  },
  compare: {
    usage: COMPARE_USAGE,
    run: async (args) => (await import('./missionCommands.ts')).compareCommand(args),
  },
  import: {
    usage: IMPORT_USAGE,
    run: async (args) => (await import('./missionCommands.ts')).importCommand(args),
  },
  upload: {
    usage: UPLOAD_USAGE,
    run: async (args) => (await import('./linkCommands.ts')).uploadCommand(args),
  },
  download: {
    usage: DOWNLOAD_USAGE,
    run: async (args) => (await import('./linkCommands.ts')).downloadCommand(args),
  },
  params: {
    usage: PARAMS_USAGE,
    run: async (args) => (await import('./linkCommands.ts')).paramsCommand(args),
  },
  log: {
    usage: LOG_USAGE,
    run: async (args) => (await import('./logCommand.ts')).logCommand(args),
  },
  ingest: {
    usage: INGEST_USAGE,
    run: async (args) => (await import('./ingestCommand.ts')).ingestCommand(args),
  },
  mission: {
    usage: MISSION_USAGE,
    run: async (args) => (await import('./reshootCommand.ts')).missionCommand(args),
  },
  workspace: {
    usage: WORKSPACE_USAGE,
    run: async (args) => (await import('./workspaceCommands.ts')).workspaceCommand(args),
  },
  evidence: {
    usage: EVIDENCE_USAGE,
    run: async (args) => (await import('./evidenceCommand.ts')).evidenceCommand(args),
  },
  retention: {
    usage: RETENTION_USAGE,
    run: async (args) => (await import('./retentionCommand.ts')).retentionCommand(args),
  },
  draw: {
    usage: DRAW_USAGE,
    run: async (args) => (await import('./drawCommand.ts')).drawCommand(args),
  },
  paper: {
    usage: PAPER_USAGE,
    run: async (args) => (await import('./paperCommand.ts')).paperCommand(args),
  },
  register: {
    usage: REGISTER_USAGE,
    run: async (args) => (await import('./registerCommand.ts')).registerCommand(args),
  },
  'import-table': {
    usage: TAKE_IN_USAGE,
    run: async (args) => (await import('./takeInCommand.ts')).takeInCommand(args),
  },
  report: {
    usage: REPORT_USAGE,
    run: async (args) => (await import('./reportCommand.ts')).reportCommand(args),
  },
  'self-check': {
    usage: SELF_CHECK_USAGE,
    run: async (args) => (await import('./selfCheckCommand.ts')).selfCheckCommand(args),
  },
  support: {
    usage: SUPPORT_USAGE,
    run: async (args) => (await import('./supportCommand.ts')).supportCommand(args),
  },
  update: {
    usage: UPDATE_USAGE,
    run: async (args) => (await import('./updateCommand.ts')).updateCommand(args),
  },
  policy: {
    usage: POLICY_USAGE,
    run: async (args) => (await import('./policyCommand.ts')).policyCommand(args),
  },
  serve: {
    usage: SERVE_USAGE,
    run: async (args) => (await import('./serveCommand.ts')).serveCommand(args),
  },
}

/** Runs one command; answers the exit status: 0 done, 1 the answer is "no", 2 bad usage or unreadable input. */
export async function main(args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  try {
    if (name === '' || name === '--help' || name === '-h' || name === 'help') {
      for (const { usage } of Object.values(COMMANDS)) print(usage)
      return 0
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (!command) throw new Exit(2, say('unknown_command', { name, known: Object.keys(COMMANDS).join(', ') }))
    if (rest.includes('--help') || rest.includes('-h')) {
      print(command.usage)
      return 0
    }
    await command.run(rest)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof Exit) {
      tell(error.message)
      return error.status
    }
    const failed = systemFailure(error)
    const { path: file, message } =
      error instanceof Error
        ? (error as NodeJS.ErrnoException)
        : (new Error(String(error)) as NodeJS.ErrnoException)
    tell(
      failed
        ? exitOf({ ok: false, code: failed.code, params: { file: file ?? '', problem: failed.problem } })
            .message
        : say('other', { code: 'internal', params: message.split('\n')[0] ?? '' }),
    )
    return 2
  }
}

// A closed pipe (`sortie route m.json | head`) ends the program quietly.
process.stdout.on('error', (error: { code?: string }) => {
  if (error.code === 'EPIPE') process.exit(0)
})
process.exitCode = await main(process.argv.slice(2))
