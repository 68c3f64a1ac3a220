import type { start as en } from '../en/start.ts'

export const start = {
  'start.welcome': '欢迎使用空巡',
  'start.words':
    '在企业厂区上规划巡查航线，即时看到不安全之处，导出到地面站飞行，并把发现的隐患一直跟踪到销号。',
  'start.demo': '打开演示工作区',
  'start.demoHint': '演示工作区含七家虚构企业，与您自己的工作区互不影响。',
  'start.makingDemo': '正在生成演示数据…',
  'start.first': '录入第一家企业',
  'start.receive': '接收另一台电脑的内容',
  'start.demoBanner': '演示工作区：其中的企业和场所均为虚构。',
  'start.own': '返回我的工作区',
  'start.problem': '工作区无法打开',
  'start.readOnly': '只读：介质已写保护，可查看、可核验；如需编辑，请把文件夹复制到磁盘上再打开。',
  'start.clockBehind':
    '本机时钟慢了：操作留痕中最新一条的时间是 {{newest}}。请先校准时钟再继续，期限和先后顺序都以它为准。',
  'start.moreUnreadable': '另有 {{n}} 条记录无法读取，“核验”会逐条列出。',
  'start.untouched': '未对其写入任何内容。',
  'start.again': '重试',
} satisfies Record<keyof typeof en, string>
