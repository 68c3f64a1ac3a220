import type { strip as en } from '../en/strip.ts'

export const strip = {
  'strip.play': '播放',
  'strip.pause': '暂停',
  'strip.rate': '播放倍速',
  'strip.times': '{{n}} 倍',
  'strip.next': '下一张',
  'strip.previous': '上一张',
  'strip.height': '高度 {{m}} 米',
  'strip.noHeight': '高度未知',
  'strip.speedOnly': '{{ms}} 米/秒',
  'strip.speed': '地速 {{ms}} 米/秒',
  'strip.colour': '航迹着色',
  'strip.timeline': '架次时间轴',
  'strip.noPictures': '本架次还没有照片或视频，请在右侧放入存储卡文件。',
  'stripBy.plain': '单色',
  'stripBy.height': '高度',
  'stripBy.speed': '速度',
  'stripBy.gsd': '地面分辨率',
  'stripUnit.height': '{{value}} 米',
  'stripUnit.speed': '{{value}} 米/秒',
  'stripUnit.gsd': '{{value}} 厘米/像素',
} satisfies Record<keyof typeof en, string>
