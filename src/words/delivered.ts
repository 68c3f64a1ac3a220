import type { Language } from '../core/units/language.ts'

/**
 * What Sortie brings along as text that people can change: tables, sources, the demo's campaign. It is kept in the language
 * in which it was written, and shown in the reader's; what somebody wrote is theirs, and shown as they wrote it.
 */
const TEXTS: readonly (readonly [zh: string, en: string])[] = [
  // Tables of the workspace.
  [
    '未见全国统一规定，取自若干在用系统的常见取值，请按本地规定修改',
    'no rule for the whole country was found; usual values of systems in use: change them to what holds here',
  ],
  [
    '条文请核对现行文本，按本地权责清单修改',
    'compare the articles with the text in force; change by the local list of powers',
  ],
  [
    '国办发〔2024〕54号：上限由各级行政机关公布，本地上限待填；合并天数为草稿',
    'State Council notice 2024 No. 54: each authority publishes its cap, yours is to be entered; days to merge are a draft',
  ],
  [
    '《行政处罚法》第四十一条：未经法制和技术审核的电子监控记录不得作为证据；巡查无人机是否属此类设备尚有争议，故空中所见先作线索，现场核实后再下责令。',
    'Administrative Penalty Law, Art. 41: records of monitoring equipment that passed no legal and technical review are no evidence. Whether a patrol drone is such equipment is disputed; so what is seen from the air is a lead, and an order follows once it was seen on site.',
  ],
  ['承办民警', 'Officer in charge'],
  ['中队负责人', 'Head of the squad'],
  ['大队负责人', 'Head of the brigade'],
  [
    '《公安机关现场执法视音频记录工作规定》第十三条：保存期限原则上不少于六个月；本地规定更长的从其规定',
    'Rules on recordings of police work on site, Art. 13: kept six months at least; where local rules say longer, those hold',
  ],
  ['国办发明电〔2024〕12号', 'State Council Office telegram 2024 No. 12'],
  ['国办发明电〔2025〕7号', 'State Council Office telegram 2025 No. 7'],
  ['《易制毒化学品管理条例》第三十二条', 'Regulations on precursor chemicals, Art. 32'],
  ['《易制毒化学品管理条例》第三十六条', 'Regulations on precursor chemicals, Art. 36'],
  ['《易制毒化学品管理条例》第十三条、第十七条', 'Regulations on precursor chemicals, Art. 13, 17'],
  ['《安全生产法》第四十六条', 'Work Safety Law, Art. 46'],
  ['《安全生产法》第六十五条', 'Work Safety Law, Art. 65'],
  ['《消防法》第五十三条', 'Fire Protection Law, Art. 53'],
  ['《环境保护法》第二十四条', 'Environmental Protection Law, Art. 24'],
  // Aircraft and cameras.
  [
    'ArduPilot Copter 参数默认值：WPNAV_SPEED_UP 2.5、WPNAV_SPEED_DN 1.5、WPNAV_ACCEL 2.5 米/秒²、RALLY_LIMIT_KM 0.3；续航和航点上限按机型填写',
    'ArduPilot Copter parameter defaults: WPNAV_SPEED_UP 2.5, WPNAV_SPEED_DN 1.5, WPNAV_ACCEL 2.5 m/s², RALLY_LIMIT_KM 0.3; endurance and item limit to be set per airframe',
  ],
  [
    'PX4 参数默认值：MPC_Z_VEL_MAX_UP 3、MPC_Z_VEL_MAX_DN 1.5、RTL_RETURN_ALT 60 米、RTL_TYPE 0；续航按机型填写',
    'PX4 parameter defaults: MPC_Z_VEL_MAX_UP 3, MPC_Z_VEL_MAX_DN 1.5, RTL_RETURN_ALT 60 m, RTL_TYPE 0; endurance to be set per airframe',
  ],
  [
    'ArduPilot Copter 参数默认值；续航取 2 × 16 Ah 机型，须以本机实测为准',
    'ArduPilot Copter parameter defaults; endurance of a 2 × 16 Ah airframe, to be measured on the own one',
  ],
  [
    '厂家：悬停 41 分钟，上升 6 米/秒、下降 5 米/秒、平飞 23 米/秒；此处取低值；无备降点，只返航点',
    'Maker: 41 min hovering endurance, 6 m/s up, 5 m/s down, 23 m/s; taken lower here; no rally points, home only',
  ],
  [
    '厂家：续航 45 分钟，上升 8 米/秒、下降 6 米/秒、测绘 15 米/秒；此处取低值；无备降点，只返航点',
    'Maker: 45 min flight time, 8 m/s up, 6 m/s down, 15 m/s mapping; taken lower here; no rally points, home only',
  ],
  ['同 M30；编号 67、1、53 见官方文档', 'As the M30; numbers 67, 1 and 53 as documented'],
  [
    '实测前沿用 M30 的数值；编号 89、0 及各负载编号见官方文档',
    'Figures of the M30 until measured; numbers 89 and 0, and those of its payloads, as documented',
  ],
  ['同 M3E；编号 77、2、68 见官方文档', 'As the M3E; numbers 77, 2 and 68 as documented'],
  [
    '实测前沿用 M3E 的数值；编号 91、1、81 见官方文档',
    'Figures of the M3E until measured; numbers 91, 1 and 81 as documented',
  ],
  [
    '厂家：40 分钟，上升 8 米/秒、下降 4 米/秒、平飞 20 米/秒；此处取低值；无备降点，只返航点',
    'Maker: 40 min, 8 m/s up, 4 m/s down, 20 m/s; taken lower here; no rally points, home only',
  ],
  ['实测前沿用 EVO II Pro 的数值', 'Figures of the EVO II Pro until measured'],
  [
    '厂家：42 分钟，抗风 12 米/秒，上升 8 米/秒、下降 6 米/秒；此处取低值；无备降点，只返航点',
    'Maker: 42 min, 12 m/s wind, 8 m/s up, 6 m/s down; taken lower here; no rally points, home only',
  ],
  ['实测前沿用 EVO Max 4T 的数值', 'Figures of the EVO Max 4T until measured'],
  ['同 M3E；编号 77、1、67 见官方文档', 'As the M3E; numbers 77, 1 and 67 as documented'],
  [
    '实测前沿用 M3E 的数值；编号 99、0、88 见官方文档',
    'Figures of the M3E until measured; numbers 99, 0 and 88 as documented',
  ],
  [
    '实测前沿用 M3E 的数值；编号 99、1、89 见官方文档',
    'Figures of the M3E until measured; numbers 99, 1 and 89 as documented',
  ],
  [
    '厂家：34 分钟；此处取低值；编号 68 见于 DJI Fly 写出的文件，官方未载',
    'Maker: 34 min; taken lower here; number 68 seen in files that DJI Fly wrote, not documented',
  ],
  ['常见消费级机型，30 分钟；此处取低值', 'Typical consumer aircraft, 30 min; taken lower here'],
  [
    '厂家：4/3 英寸传感器，17.3 × 13 毫米，5280 × 3956 像素，12.29 毫米（等效 24 毫米），拍照间隔 0.7 秒',
    'Maker: 4/3 type sensor, 17.3 × 13 mm, 5280 × 3956 px, 12.29 mm (24 mm equivalent), shutter interval 0.7 s',
  ],
  [
    '厂家：1/2 英寸传感器，6.4 × 4.8 毫米，4000 × 3000 像素，4.5 毫米（等效 24 毫米）',
    'Maker: 1/2 type sensor, 6.4 × 4.8 mm, 4000 × 3000 px, 4.5 mm (24 mm equivalent)',
  ],
  [
    '常见 1 英寸相机：13.2 × 8.8 毫米，5472 × 3648 像素，8.8 毫米',
    'Typical 1 inch camera: 13.2 × 8.8 mm, 5472 × 3648 px, 8.8 mm',
  ],
  [
    '常见 1/2.3 英寸相机：6.17 × 4.55 毫米，4000 × 3000 像素，4.5 毫米',
    'Typical 1/2.3 inch camera: 6.17 × 4.55 mm, 4000 × 3000 px, 4.5 mm',
  ],
  [
    '代字与编排未见统一规定，请按本单位公文编号办法修改',
    'no common rule was found for the marks and their order; change them to how your unit numbers its papers',
  ],
  // The demo's campaigns.
  ['县禁毒委员会办公室（虚构）', 'County narcotics control office (invented)'],
  [
    '《易制毒化学品管理条例》第三十二条；县级年度计划（虚构）',
    'Regulations on precursor chemicals, Art. 32; yearly plan of the county (invented)',
  ],
  ['县级月度计划（虚构）', 'Monthly plan of the county (invented)'],
  [
    '演示：虚构的县级公告，每家每年不超过 4 次',
    'Demo: an invented notice of the county, at most 4 a year for each',
  ],
  ['春季摸底', 'Spring survey'],
  ['夏季联合检查', 'Joint checks in summer'],
  ['秋季回头看', 'Autumn follow-up'],
  ['年终统一清查', 'Year-end joint checks'],
  ['月度抽查', 'Monthly checks'],
]

/** The same with figures in it, which stand in braces: what is known of a camera. */
const WITH_FIGURES: readonly (readonly [zh: string, en: string])[] = (
  [
    ['{type} 传感器，{px} 像素，等效 {mm} 毫米', '{type} sensor, {px} px, {mm} mm equivalent'],
    [
      '{type} 传感器，{px} 像素，变焦镜头最短处等效 {mm} 毫米',
      '{type} sensor, {px} px, zoom lens at its shortest, {mm} mm equivalent',
    ],
    ['{size} 毫米传感器，{px} 像素，{mm} 毫米镜头', '{size} mm sensor, {px} px, {mm} mm lens'],
    ['热成像，{px} 像素，像元 {um} 微米，等效 {mm} 毫米', 'thermal, {px} px of {um} µm, {mm} mm equivalent'],
    ['热成像，{px} 像素，像元 {um} 微米，焦距 {mm} 毫米', 'thermal, {px} px of {um} µm, {mm} mm'],
  ] as const
).flatMap(([zh, en]) => [
  [`厂家：${zh}；拍照间隔最短 {s} 秒`, `Maker: ${en}; photos {s} s apart at least`] as const,
  [
    `厂家：${zh}；厂家未载明拍照间隔，按 {s} 秒计`,
    `Maker: ${en}; photo interval not stated, taken as {s} s`,
  ] as const,
])
/** A figure: no Han, no mark that ends a part of the sentence. */
const asPattern = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/\{(\w+)\}/g, '(?<$1>[0-9./× ″]+)')}$`)
const FIGURES = WITH_FIGURES.map(([zh, en]) => ({ zh, en, patterns: [asPattern(zh), asPattern(en)] }))

/** A text with figures in a language; null: it is none of ours. */
function withFigures(language: Language, text: string): string | null {
  for (const { patterns, ...texts } of FIGURES)
    for (const pattern of patterns) {
      const figures = pattern.exec(text)?.groups
      if (figures) return texts[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => figures[name] ?? '')
    }
  return null
}

/** A source that says of itself that nobody has compared it with the text in force. */
const MARK = /^\s*(?:草稿|draft)\s*[:：]\s*/i
const MARKS: Readonly<Record<Language, string>> = { zh: '草稿：', en: 'Draft: ' }

const IN: Readonly<Record<Language, ReadonlyMap<string, string>>> = {
  zh: new Map(TEXTS.flatMap(([zh, en]) => [[en, zh] as const])),
  en: new Map(TEXTS.flatMap(([zh, en]) => [[zh, en] as const])),
}
const KNOWN: ReadonlySet<string> = new Set(TEXTS.flat())

/** A text that Sortie brought along, in a language; any other text as it stands. */
export function deliveredIn(language: Language, text: string): string {
  const mark = MARK.exec(text)?.[0] ?? ''
  const bare = text.slice(mark.length)
  if (!KNOWN.has(bare)) return withFigures(language, text) ?? text
  return `${mark === '' ? '' : MARKS[language]}${IN[language].get(bare) ?? bare}`
}

/** Whether Sortie has a text in both languages. */
export const isDelivered = (text: string): boolean =>
  KNOWN.has(text.replace(MARK, '')) || withFigures('zh', text) !== null
