import { joined } from '../../../src/core/units/joined.ts'
import { codes } from '../../../src/words/zh/index.ts'
import { campaigns } from './campaigns.ts'
import { card } from './card.ts'
import { clocks } from './clocks.ts'
import { common } from './common.ts'
import { duties } from './duties.ts'
import { permits } from './permits.ts'
import { enterprises } from './enterprises.ts'
import { evidence } from './evidence.ts'
import { exporting } from './export.ts'
import { fence } from './fence.ts'
import { findings } from './findings.ts'
import { flights } from './flights.ts'
import { guide } from './guide.ts'
import { link } from './link.ts'
import { map } from './map.ts'
import { masks } from './masks.ts'
import { missions } from './missions.ts'
import { orders } from './orders.ts'
import { papers } from './papers.ts'
import { patternEdits } from './patternEdits.ts'
import { patterns } from './patterns.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { questions } from './questions.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { sites } from './sites.ts'
import { start } from './start.ts'
import { stations } from './stations.ts'
import { strip } from './strip.ts'
import { tables } from './tables.ts'
import { verdict } from './verdict.ts'
import { viewer } from './viewer.ts'

export const zh = joined(
  codes,
  campaigns,
  card,
  clocks,
  common,
  duties,
  permits,
  enterprises,
  evidence,
  exporting,
  fence,
  findings,
  flights,
  guide,
  link,
  map,
  masks,
  missions,
  orders,
  papers,
  patternEdits,
  patterns,
  people,
  places,
  questions,
  settings,
  shell,
  sites,
  start,
  stations,
  strip,
  tables,
  verdict,
  viewer,
)
