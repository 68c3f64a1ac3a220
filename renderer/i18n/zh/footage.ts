import type { footage as en } from '../en/footage.ts'

export const footage = {
  'footage.openOutside': '用系统程序打开',
  'footage.fetchFile': '下载文件',
  'footage.opening': '正在准备副本…',
  'footage.outsideHint': '打开的是只读副本，原件不受影响；退出后副本即删除。',
  'footage.cannotPlay': '本机窗口无法播放 {{codec}} 编码的视频。原件已入库，位置与时间照常可用。',
  'footage.cannotShow': '窗口无法显示此格式的照片。原件已入库，位置与时间照常可用。',
  'footage.cannotPlayUnknown': '本机窗口无法播放此视频的编码。原件已入库，位置与时间照常可用。',
  'footage.codec': '视频编码',
  'footage.security': '密级标识',
  'footage.saveH264': '如可选择，请在飞行器上改用 H.264 录制，或一并拷入 LRF 小样。',
} satisfies Record<keyof typeof en, string>
