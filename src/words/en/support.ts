import type { SupportWord } from '../../core/support/report.ts'

/** What is told to whoever helps. */
export const support = {
  'support.title':
    'Sortie: for whoever helps. It has no names, places, paths or texts; codes are the program’s own.',
  'support.program': 'Program',
  'support.computer': 'Computer',
  'support.workspace': 'Workspace',
  'support.settings': 'Settings',
  'support.verified': 'Verification',
  'support.log': 'Calls that were refused or failed since the start, in UTC',
  'support.made': 'made (UTC)',
  'support.cores': 'cores',
  'support.memory': 'memory',
  'support.free_disk': 'free on the disk',
  'support.zone': 'time zone',
  'support.schema': 'form of the database',
  'support.read_only': 'write-protected',
  'support.database': 'database',
  'support.entries': 'entries of the journal',
  'support.unreadable': 'records that cannot be read',
  'support.delivered': 'as delivered',
  'support.own': 'of this workspace',
  'support.policy': 'set by the policy of the computer',
  'support.not_asked': 'not asked for',
  'support.whole': 'whole',
  'support.amiss': 'not whole',
  'support.nothing': 'nothing',
  'support.yes': 'yes',
  'support.no': 'no',
} satisfies Record<`support.${SupportWord}`, string>
