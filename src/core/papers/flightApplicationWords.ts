import type { SpecialCase } from '../mission/mission.ts'
import type { Craft } from '../permit/craft.ts'
import type { ApplicationField, ApplicationItem } from './flightApplicationFields.ts'

type Figures = {
  readonly emergency: {
    lostLink: string
    lowBattery: string
    lostPosition: string
    breach: string
    returnHeightM: number
  }
  readonly performance: { cruiseMS: number; maxSpeedMS: number; enduranceMin: number; maxWindMS: number }
  readonly legs: { points: number; lengthM: number; lowM: number; highM: number }
}

/** What an application says, in one language. */
export type ApplicationWords = {
  readonly title: string
  readonly comma: string
  readonly labels: Readonly<Record<ApplicationField, string>>
  readonly itemNames: Readonly<Record<ApplicationItem, string>>
  /** What to do where a field is not known. */
  readonly missing: Readonly<Record<ApplicationField, string>>
  readonly kinds: Readonly<Record<'once' | 'standing', string>>
  readonly classes: Readonly<Record<NonNullable<Craft['class']>, string>>
  readonly cases: Readonly<Record<SpecialCase, string>>
  readonly none: string
  readonly autonomous: string
  readonly inSight: string
  readonly beyondSight: string
  readonly noTransponder: string
  readonly purpose: (sites: string) => string
  readonly circle: (center: string, radiusM: number) => string
  readonly height: (overHomeM: number, amslM: number | null) => string
  readonly licence: (number: string) => string
  readonly until: (day: string) => string
  readonly oneCraft: (serial: string) => string
  readonly speed: (least: number, most: number) => string
  readonly link: (frequency: string, bandwidth: string) => string
  readonly under: (number: string, authority: string) => string
  readonly batteries: (names: string) => string
  readonly emergency: (of: Figures['emergency']) => string
  readonly performance: (of: Figures['performance']) => string
  readonly legs: (of: Figures['legs']) => string
}

const zh: ApplicationWords = {
  title: '飞行活动申请',
  comma: '，',
  labels: {
    kind: '申请类别',
    purpose: '任务性质',
    way: '飞行方式（操控）',
    sight: '飞行方式（视距）',
    start: '计划起始时间',
    end: '计划结束时间',
    height: '最大飞行高度',
    contactName: '联系人',
    contactPhone: '联系电话',
    takeoff: '起飞地点',
    landing: '降落地点',
    alternate: '备降地点',
    emergency: '应急处置程序',
    organiser: '组织飞行活动的单位',
    crew: '操控人员及资质',
    type: '航空器类型',
    number: '航空器数量与序列号',
    performance: '主要性能指标',
    registration: '登记管理信息',
    volume: '空域范围',
    wayIn: '进入空域位置',
    wayOut: '飞离空域位置',
    legs: '飞行航线与高度',
    speed: '飞行速度',
    link: '指挥控制链路频率与带宽',
    surveillance: '通信、导航和被监视能力',
    transponder: '二次雷达应答机代码',
    special: '特殊飞行保障需求与情形',
    other: '其他必要信息',
  },
  itemNames: {
    crew: '组织飞行活动的单位或个人、操控人员信息及有关资质证书',
    aircraft: '航空器类型、数量、主要性能指标和登记管理信息',
    nature: '飞行任务性质和飞行方式',
    places: '起飞、降落和备降机场（场地）',
    contact: '通信联络方法',
    time: '预计飞行开始、结束时刻',
    route: '飞行航线、高度、速度和空域范围，进出空域方法',
    link: '指挥控制链路无线电频率及占用带宽',
    surveillance: '通信、导航和被监视能力',
    transponder: '二次雷达应答机或有关自动监视设备的代码',
    emergency: '应急处置程序',
    special: '特殊飞行保障需求',
    other: '其他必要信息',
  },
  missing: {
    kind: '请选择申请类别',
    purpose: '请在任务中选择场所',
    way: '请填写操控方式',
    sight: '航线为空，请先规划航线',
    start: '请在任务的“飞行批准”中填写计划起飞时间',
    end: '请在任务的“飞行批准”中填写计划起飞时间',
    height: '航线为空，请先规划航线',
    contactName: '请在任务中选择机组，首位为机长',
    contactPhone: '请在人员中填写机长的电话',
    takeoff: '请设置起飞点',
    landing: '航线为空，请先规划航线',
    alternate: '请设置备降点',
    emergency: '请设置失效保护',
    organiser: '请在人员中填写机长的单位',
    crew: '请从人员中选择机组，并填写每人的执照号',
    type: '请在任务中选择机体',
    number: '请在任务中选择机体',
    performance: '请选择机型',
    registration: '请选择机体，并填写登记标志或 UOM 编号',
    volume: '请画电子围栏或选用有空域的批准',
    wayIn: '航线为空，请先规划航线',
    wayOut: '航线为空，请先规划航线',
    legs: '航线为空，请先规划航线',
    speed: '请添加航线',
    link: '请在机体中填写链路频率和带宽',
    surveillance: '请在机体中填写通信、导航、监视能力',
    transponder: '请在任务中选择机体',
    special: '请在任务中确认仍需申请的五种情形',
    other: '请填写',
  },
  kinds: { once: '一般', standing: '长期' },
  classes: { micro: '微型', light: '轻型', small: '小型', medium: '中型', large: '大型' },
  cases: {
    relay: '通过通信基站或互联网中继飞行',
    dropping: '投放、喷洒',
    crowd: '飞越集会人群上空',
    moving: '在移动的交通工具上操控',
    distributed: '分布式操作或集群飞行',
  },
  none: '无',
  autonomous: '自主飞行，操控员全程监控，可随时转遥控',
  inSight: '视距内',
  beyondSight: '超视距',
  noTransponder: '未装应答机',
  purpose: (sites) => `企业厂区巡查：${sites}`,
  circle: (center, radiusM) => `以 ${center} 为圆心、半径 ${radiusM} 米`,
  height: (overHomeM, amslM) => `相对起飞点 ${overHomeM} 米${amslM === null ? '' : `，海拔 ${amslM} 米`}`,
  licence: (number) => `执照 ${number}`,
  until: (day) => `有效期至 ${day}`,
  oneCraft: (serial) => `1 架${serial === '' ? '' : `，序列号 ${serial}`}`,
  speed: (least, most) => (least === most ? `${least} 米/秒` : `${least} 至 ${most} 米/秒`),
  link: (frequency, bandwidth) => `${frequency} MHz，带宽 ${bandwidth} MHz`,
  under: (number, authority) => `批准 ${number}（${authority}）`,
  batteries: (names) => `电池 ${names}`,
  emergency: ({ lostLink, lowBattery, lostPosition, breach, returnHeightM }) =>
    `失联：${lostLink}；低电量：${lowBattery}；定位丢失：${lostPosition}；越出围栏：${breach}；返航高度 ${returnHeightM} 米（相对起飞点）`,
  performance: ({ cruiseMS, maxSpeedMS, enduranceMin, maxWindMS }) =>
    `巡航 ${cruiseMS} 米/秒，最大速度 ${maxSpeedMS} 米/秒，续航 ${enduranceMin} 分钟，抗风 ${maxWindMS} 米/秒`,
  legs: ({ points, lengthM, lowM, highM }) =>
    `${points} 个航点，航程 ${lengthM} 米，高度 ${lowM} 至 ${highM} 米（相对起飞点）`,
}

const en: ApplicationWords = {
  title: 'Application for a flight',
  comma: ', ',
  labels: {
    kind: 'Kind of application',
    purpose: 'Nature of the flight',
    way: 'How it is flown',
    sight: 'Within sight or beyond',
    start: 'Planned start',
    end: 'Planned end',
    height: 'Greatest height',
    contactName: 'Contact',
    contactPhone: 'Telephone',
    takeoff: 'Take-off',
    landing: 'Landing',
    alternate: 'Alternate landing',
    emergency: 'Emergency procedure',
    organiser: 'Organiser',
    crew: 'Crew and licences',
    type: 'Type of aircraft',
    number: 'Number and serial',
    performance: 'Performance',
    registration: 'Registration',
    volume: 'Airspace',
    wayIn: 'Entry',
    wayOut: 'Exit',
    legs: 'Route and heights',
    speed: 'Speed',
    link: 'Link frequency and bandwidth',
    surveillance: 'Communication, navigation, surveillance',
    transponder: 'Transponder code',
    special: 'Special needs and cases',
    other: 'Other',
  },
  itemNames: {
    crew: 'Organiser, crew and their licences',
    aircraft: 'Type, number, performance and registration of the aircraft',
    nature: 'Nature and way of flying',
    places: 'Take-off, landing and alternate',
    contact: 'Contact',
    time: 'Start and end',
    route: 'Route, heights, speeds, airspace, entry and exit',
    link: 'Frequency and bandwidth of the control link',
    surveillance: 'Communication, navigation, surveillance',
    transponder: 'Code of the transponder',
    emergency: 'Emergency procedure',
    special: 'Special needs',
    other: 'Other',
  },
  missing: {
    kind: 'choose the kind of application',
    purpose: 'choose the sites in the mission',
    way: 'say how it is flown',
    sight: 'the route is empty: plan it first',
    start: 'state the planned take-off in the mission',
    end: 'state the planned take-off in the mission',
    height: 'the route is empty: plan it first',
    contactName: 'choose the crew in the mission, the pilot in command first',
    contactPhone: 'enter the telephone of the pilot among the persons',
    takeoff: 'set the take-off point',
    landing: 'the route is empty: plan it first',
    alternate: 'set a rally point',
    emergency: 'set the contingency',
    organiser: 'enter the unit of the pilot among the persons',
    crew: 'choose the crew among the persons, and enter the licence of each',
    type: 'choose the aircraft in the mission',
    number: 'choose the aircraft in the mission',
    performance: 'choose the type',
    registration: 'choose the aircraft, and enter its registration or UOM number',
    volume: 'draw a fence, or choose an approval with an area',
    wayIn: 'the route is empty: plan it first',
    wayOut: 'the route is empty: plan it first',
    legs: 'the route is empty: plan it first',
    speed: 'add a pattern',
    link: 'enter the link frequency and bandwidth of the aircraft',
    surveillance: 'enter what the aircraft has for communication, navigation and surveillance',
    transponder: 'choose the aircraft in the mission',
    special: 'answer the five cases that need an application all the same',
    other: 'fill it in',
  },
  kinds: { once: 'for one time', standing: 'standing' },
  classes: { micro: 'micro', light: 'light', small: 'small', medium: 'medium', large: 'large' },
  cases: {
    relay: 'relayed over a telephone network or the Internet',
    dropping: 'drops or spreads something',
    crowd: 'over crowds',
    moving: 'flown from a moving vehicle',
    distributed: 'distributed operation or swarm',
  },
  none: 'none',
  autonomous: 'autonomous, watched by the pilot throughout, who can take over at any time',
  inSight: 'within sight',
  beyondSight: 'beyond sight',
  noTransponder: 'no transponder',
  purpose: (sites) => `patrol of enterprise sites: ${sites}`,
  circle: (center, radiusM) => `${radiusM} m about ${center}`,
  height: (overHomeM, amslM) =>
    `${overHomeM} m over take-off${amslM === null ? '' : `, ${amslM} m over the sea`}`,
  licence: (number) => `licence ${number}`,
  until: (day) => `valid until ${day}`,
  oneCraft: (serial) => `1${serial === '' ? '' : `, serial ${serial}`}`,
  speed: (least, most) => (least === most ? `${least} m/s` : `${least} to ${most} m/s`),
  link: (frequency, bandwidth) => `${frequency} MHz, bandwidth ${bandwidth} MHz`,
  under: (number, authority) => `approval ${number} (${authority})`,
  batteries: (names) => `batteries ${names}`,
  emergency: ({ lostLink, lowBattery, lostPosition, breach, returnHeightM }) =>
    `lost link: ${lostLink}; low battery: ${lowBattery}; lost position: ${lostPosition}; fence breach: ${breach}; return height ${returnHeightM} m over take-off`,
  performance: ({ cruiseMS, maxSpeedMS, enduranceMin, maxWindMS }) =>
    `cruise ${cruiseMS} m/s, at most ${maxSpeedMS} m/s, ${enduranceMin} min in the air, wind up to ${maxWindMS} m/s`,
  legs: ({ points, lengthM, lowM, highM }) =>
    `${points} points, ${lengthM} m, ${lowM} to ${highM} m over take-off`,
}

export const applicationWords = (language: 'zh' | 'en'): ApplicationWords => (language === 'zh' ? zh : en)
