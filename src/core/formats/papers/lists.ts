import type { Firmware } from '../../mission/vehicle.ts'

/** The language that a paper is in. */
export type PaperLanguage = 'zh' | 'en'

/** What is looked at before every take-off, whatever flies. */
const CHECKS: Readonly<Record<PaperLanguage, readonly string[]>> = {
  zh: [
    '批准在有效时段内，已按要求报告起飞',
    '机体、桨叶、云台无损伤，电池固定到位',
    '电池电量与温度符合计划',
    '卫星定位良好，返航点已记录',
    '返航高度、失效保护与本单一致',
    '机上任务与本单修订一致',
    '风速、阵风、能见度在限制以内',
    '起降点与备降点无人员、无障碍',
    '存储卡有足够空间，时钟已核对',
  ],
  en: [
    'Approval valid now; take-off reported as required',
    'Airframe, propellers and gimbal sound; battery locked',
    'Charge and temperature of the battery as planned',
    'Position fix good; home recorded',
    'Return height and failsafes as on this sheet',
    'Mission on board is of this revision',
    'Wind, gusts and sight within limits',
    'Take-off and rally points clear of people and obstacles',
    'Room on the card; clock checked',
  ],
}

/** What an application is reminded of; the unit changes them as its rules ask. */
const REMINDERS: Readonly<Record<PaperLanguage, readonly string[]>> = {
  zh: [
    '在拟飞行前一日 12 时前提交申请；起飞前 1 小时报告。以当地空管要求为准。',
    '本材料仅供申请使用，不得据此起飞；起飞以批准文件为准。',
    '批准后请将文号、时段、真高填入任务，重新校核。',
  ],
  en: [
    'Apply before noon of the day before; report an hour before take-off. What the local authority asks for goes first.',
    'This paper is for the application alone: it allows no flight.',
    'Once approved, enter number, window and height in the mission, and look at the verdict again.',
  ],
}

/** What each firmware asks for besides. */
const OWN_CHECKS: Readonly<Record<PaperLanguage, Readonly<Record<Firmware, readonly string[]>>>> = {
  zh: {
    ardupilot: [
      '解锁前检查无报错；电子围栏已启用，动作与本单一致',
      '遥控失联、低电量失效保护已核对（机上参数）',
    ],
    px4: ['起飞前检查无报错；地理围栏动作与本单一致', '遥控失联、低电量失效保护已核对（机上参数）'],
    dji: [
      '机上无电子围栏：边界由操控员目视把握',
      '解禁证书已导入并启用（如需要）；返航高度已在遥控器设置',
      '避障已开启，云台已自检',
    ],
    litchi: [
      '机上无电子围栏：边界由操控员目视把握',
      '航向模式、结束动作、巡航速度已在 Litchi 中按导出说明设置',
    ],
    autel: [
      '机上无电子围栏：边界由操控员目视把握',
      '导入图形后，高度、速度、拍照和返航高度已在遥控器上设置并逐点核对',
    ],
  },
  en: {
    ardupilot: [
      'Arming checks clear; fence enabled, its action as on this sheet',
      'Radio and battery failsafes looked at (parameters on board)',
    ],
    px4: [
      'Preflight checks clear; geofence action as on this sheet',
      'Radio and battery failsafes looked at (parameters on board)',
    ],
    dji: [
      'No fence on board: the operator keeps the bounds by eye',
      'Unlocking certificate loaded and on where needed; return height set in the controller',
      'Obstacle sensing on; gimbal has tested itself',
    ],
    litchi: [
      'No fence on board: the operator keeps the bounds by eye',
      'Heading mode, finish action and cruise speed set in Litchi as the export says',
    ],
    autel: [
      'No fence on board: the operator keeps the bounds by eye',
      'Heights, speed, photos and return height set on the controller after the drawing was brought in, and checked point by point',
    ],
  },
}

export const usualChecks = (language: PaperLanguage, firmware: Firmware): string[] => [
  ...CHECKS[language],
  ...OWN_CHECKS[language][firmware],
]
export const usualReminders = (language: PaperLanguage): readonly string[] => REMINDERS[language]
