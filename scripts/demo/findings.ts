/** What the demo flight found: three cases in three states, told as the calls that an officer would make. */
import { BUND_GAP, DRUMS_AT, WALL_GAP } from './faults.ts'
import { FLOWN } from './missions.ts'
import { boxAbout } from './pictures/framing.ts'
import { CLIP, PHOTOS, TRACK, viewIn } from './pictures/shots.ts'
import { at, fixedId, type Metres } from './place.ts'

const utc = (time: string): number => Date.parse(`2026-05-20T${time}Z`)

export const flight = {
  id: fixedId('flight', 1),
  missionId: fixedId('mission', FLOWN),
  missionRevision: null,
  siteIds: [fixedId('site', 1)],
  takeoffAtMs: utc('02:15:00'),
  landedAtMs: utc('02:17:00'),
  pilot: '孟青棠',
  aircraft: '演示机 DEMO-01（虚构）',
  logIds: [],
  track: [],
  remarks: '合成的航迹与影像，CC0，不是真实飞行。',
}

const from = ([east, north]: Metres, eastM: number, northM: number): Metres => [east + eastM, north + northM]

/** What is marked is a square of the ground about the place, `reachM` to each side. */
const seen = (
  fileName: string,
  place: Metres,
  reachM: number,
  time: string,
  words: string,
  more: { momentS?: number; outcome?: 'first' | 'still' | 'gone'; level?: 'general' | 'major' } = {},
) => ({
  fileName,
  momentS: more.momentS ?? null,
  region: boxAbout(viewIn(fileName, more.momentS), place, reachM),
  at: at(...place),
  seenAtMs: utc(time),
  seenFrom: 'air',
  outcome: more.outcome ?? ('first' as const),
  level: more.level ?? ('general' as const),
  words,
})

const DAY_MS = 86_400_000

/** A look on site, written down when the demo is filled: a re-check counts only after the order that it answers. */
const onSite = (place: Metres, outcome: 'still' | 'gone', level: 'general' | 'major', words: string) => ({
  fileName: null,
  momentS: null,
  region: null,
  at: at(...place),
  seenAtMs: null,
  seenFrom: 'site',
  outcome,
  level,
  words,
})

/** The gap in the bund with what ran out of it. */
const BUND_AT = from(BUND_GAP.middle, 2.5, -1)

/** Each case: the sighting that opens it, what the case says, and the steps after it in their order. */
export const findings = [
  {
    finding: {
      title: '装卸酸台围堰破损 / Bund broken at the acid loading bay',
      category: '围堰与防渗',
      level: 'major',
      risk: 'orange',
      owner: '岳砚秋',
      assetId: 'loading',
    },
    sighting: seen(
      PHOTOS.southEast,
      BUND_AT,
      6.5,
      '02:15:30',
      '装卸酸台东侧围堰缺口约 1 米，地面有酸蚀痕迹。',
      {
        level: 'major',
      },
    ),
    next: [
      {
        kind: 'sighting',
        sighting: seen(CLIP, from(BUND_AT, 0.6, -0.4), 6.5, '02:15:42', '短片第 2 秒可见同一缺口。', {
          momentS: 2,
          outcome: 'still',
          level: 'major',
        }),
      },
      { kind: 'transition', to: 'confirmed', reason: '照片与短片相互印证' },
      {
        kind: 'sighting',
        sighting: onSite(BUND_GAP.middle, 'still', 'major', '现场核实：围堰缺口约 1 米，防渗层裸露。'),
      },
      {
        kind: 'order',
        no: '责改〔2026〕001号（演示）',
        demand: '修复围堰及防渗层，清理酸蚀地面',
        proof: 'site',
        servedAtMs: utc('08:00:00') + 5 * DAY_MS,
        extendDays: 45,
      },
    ],
  },
  {
    finding: {
      title: '转化工段旁堆放无标识吨桶 / Unlabelled drums beside the converter section',
      category: '储存与标识',
      level: 'general',
      risk: 'yellow',
      owner: '岳砚秋',
      assetId: 'stack',
    },
    sighting: seen(PHOTOS.northEast, DRUMS_AT, 4.5, '02:16:00', '约 6 只吨桶，未见标识，待现场核实。'),
    next: [],
  },
  {
    finding: {
      title: '西北角围墙缺口 / Gap in the wall at the north-west corner',
      category: '周界防护',
      level: 'general',
      risk: 'blue',
      owner: '祁望舒',
      assetId: 'west-fence',
    },
    sighting: seen(PHOTOS.northWest, WALL_GAP.middle, 5, '02:16:30', '围墙缺口，人员可以通过。'),
    next: [
      {
        kind: 'sighting',
        sighting: onSite(from(WALL_GAP.middle, 0.3, 0.2), 'still', 'general', '现场核实：缺口宽约 0.8 米。'),
      },
      { kind: 'transition', to: 'confirmed', reason: '现场核实' },
      {
        kind: 'order',
        no: '责改〔2026〕002号（演示）',
        demand: '封堵围墙缺口',
        proof: 'site',
        servedAtMs: utc('08:00:00') + 5 * DAY_MS,
        reportedAtMs: utc('08:00:00') + 14 * DAY_MS,
      },
      {
        kind: 'sighting',
        sighting: onSite(from(WALL_GAP.middle, 0.5, -0.3), 'gone', 'general', '现场复查：缺口已砌筑封堵。'),
      },
      { kind: 'recheck', result: 'corrected', words: '（演示）复查意见书 2026-002' },
      { kind: 'transition', to: 'closed', reason: '（演示）复查意见书 2026-002' },
    ],
  },
]

/** The files of the flight, the track first: photos without a position of their own are placed from it. */
export const footage = [TRACK, CLIP, ...Object.values(PHOTOS)]
