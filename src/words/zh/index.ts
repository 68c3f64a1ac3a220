import { joined } from '../../core/units/joined.ts'
import { errors } from './errors.ts'
import { files } from './files.ts'
import { footage } from './footage.ts'
import { journal } from './journal.ts'
import { link } from './link.ts'
import { logs } from './logs.ts'
import { onPaper } from './onPaper.ts'
import { papers } from './papers.ts'
import { planning } from './planning.ts'
import { problems } from './problems.ts'
import { reports } from './reports.ts'
import { rules } from './rules.ts'
import { sentences } from './sentences.ts'
import { support } from './support.ts'

export const codes = joined(
  errors,
  problems,
  link,
  rules,
  planning,
  files,
  logs,
  footage,
  papers,
  onPaper,
  reports,
  journal,
  sentences,
  support,
)
