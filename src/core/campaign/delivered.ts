import type { Category, Checklist, ChecklistItem } from './checklist.ts'

/** The checklist that every workspace begins with; a workspace keeps it from the first time that something names it. */
export const DELIVERED_ID = '00000000-0000-7000-8000-00000c4ec001'

type Text = { readonly zh: string; readonly en: string }

const item = (
  id: string,
  seenFrom: ChecklistItem['seenFrom'],
  words: Text,
  basis: Text,
  more: { isDraft?: boolean; categories?: Category[]; answer?: ChecklistItem['answer'] } = {},
): ChecklistItem => ({
  id,
  words,
  seenFrom,
  basis,
  // Nothing is public before an authority says that it made it so.
  published: false,
  isDraft: more.isDraft ?? true,
  categories: more.categories ?? [],
  answer: more.answer ?? 'verdict',
})

const decree = (articles: string, enArticles = articles): Text => ({
  zh: `《易制毒化学品管理条例》（2018）第${articles}条`,
  en: `Regulations on precursor chemicals (2018), Art. ${enArticles}`,
})
const practice = (zh = '本地做法，尚无依据', en = 'local practice, no basis found'): Text => ({ zh, en })

/**
 * Items of an inspection of precursor chemicals, and what can be seen of a plant from the air. What was read in the full text
 * is no draft; the rest stays 草稿 until the unit has held it against the official text.
 */
const ITEMS: readonly ChecklistItem[] = [
  item(
    'licence',
    'site',
    {
      zh: '生产、经营、购买、运输的许可证或备案证明是否有效',
      en: 'Licences or filings for production, trade, purchase and transport are valid',
    },
    decree('13、17', '13, 17'),
    { isDraft: false },
  ),
  item(
    'purchase',
    'site',
    {
      zh: '购进品种、数量是否在备案范围内，有无现金或实物交易',
      en: 'Kinds and amounts bought are within the filing; nothing was paid in cash or kind',
    },
    decree('5'),
  ),
  item(
    'ledger',
    'site',
    {
      zh: '销售台账是否载明品种、数量、日期、购买方，并保存两年',
      en: 'The sales ledger names kind, amount, date and buyer, and is kept for two years',
    },
    decree('19'),
    { isDraft: false },
  ),
  item(
    'rules',
    'site',
    {
      zh: '出入库登记、岗位责任、培训等内部制度是否建立并执行',
      en: 'Internal rules (registration in and out, duties, training) exist and are followed',
    },
    {
      zh: '《易制毒化学品购销和运输管理办法》第14条（现行文本未核）',
      en: 'Measures on purchase, sale and transport, Art. 14 (current text not checked)',
    },
  ),
  item(
    'stock',
    'site',
    {
      zh: '实盘与账面、信息系统库存是否一致',
      en: 'The count agrees with the books and with the information system',
    },
    {
      zh: '《易制毒化学品管理条例》（2018）第32条（检查权）；三方核对为通行做法',
      en: 'Regulations on precursor chemicals (2018), Art. 32 (power to inspect); comparing all three is practice',
    },
    { answer: 'figures' },
  ),
  item(
    'store',
    'site',
    {
      zh: '专库或专区存放、上锁，三铁一器是否齐全，双人双锁是否落实',
      en: 'A store or an area of its own, locked, with iron door, grille, cabinet and alarm; two people, two locks',
    },
    practice(
      '本地要求；双人收发、双人保管仅对部分品种有规定',
      'local; two people are laid down for some kinds only',
    ),
  ),
  item(
    'camera',
    'site',
    {
      zh: '视频监控和报警是否有效，录像保存是否达到规定天数',
      en: 'Cameras and alarm work, recordings are kept for as many days as is asked',
    },
    practice('本地要求，保存天数未核', 'local; the number of days is not checked'),
  ),
  item(
    'reports',
    'site',
    {
      zh: '丢失、被盗、被抢是否立即报告，年度报告是否在3月31日前提交',
      en: 'Loss, theft and robbery are reported at once; the yearly report came by 31 March',
    },
    {
      zh: `${decree('36').zh}；丢失报告为第34条（未核）`,
      en: `${decree('36').en}; loss: Art. 34 (not checked)`,
    },
  ),
  item(
    'labels',
    'site',
    {
      zh: '包装标签是否标明品名、化学分子式和成分',
      en: 'Labels say name, formula and composition',
    },
    decree('4'),
  ),
  item(
    'equipment',
    'site',
    {
      zh: '离心机、压缩机等重点设备是否登记（一机一警）',
      en: 'Key equipment (centrifuges, compressors) is registered, each with an officer in charge',
    },
    practice(),
  ),
  item(
    'staff',
    'site',
    {
      zh: '是否有专人负责，法定代表人和管理人员有无毒品犯罪记录',
      en: 'Somebody is in charge; the legal person and the managers have no drug record',
    },
    decree('7'),
    { categories: ['I'] },
  ),
  item(
    'previous',
    'both',
    { zh: '上次检查的问题是否已整改到位', en: 'What was found the last time was put right' },
    decree('40'),
    { isDraft: false },
  ),
  item(
    'bund',
    'air',
    {
      zh: '储罐围堰是否完好，有无积液、破损',
      en: 'Bunds about the tanks are whole, nothing stands in them',
    },
    practice('本地做法；主管部门多为应急', 'local; mostly for emergency management'),
  ),
  item(
    'fence',
    'air',
    { zh: '围墙、围栏是否完整', en: 'Wall and fence are whole' },
    practice('本地做法', 'local practice'),
  ),
  item(
    'gate',
    'air',
    { zh: '大门是否关闭、有人值守', en: 'Gates are shut and watched' },
    practice('本地做法', 'local practice'),
  ),
  item(
    'bay',
    'air',
    {
      zh: '装卸区是否有序，有无洒漏、无人看管的软管',
      en: 'The loading bay is in order: no spill, no hose left alone',
    },
    practice('本地做法；主管部门多为应急', 'local; mostly for emergency management'),
  ),
  item(
    'drums',
    'air',
    { zh: '有无桶装化学品露天堆放', en: 'No drums of chemicals stand outside' },
    practice('本地做法；主管部门多为应急、生态环境', 'local; mostly for emergency management and ecology'),
  ),
  item(
    'lorry',
    'air',
    {
      zh: '有无罐车在登记时间、位置以外停放或装卸',
      en: 'No tank lorry stands or loads where or when none is registered',
    },
    practice('本地做法', 'local practice'),
  ),
  item(
    'roof',
    'air',
    { zh: '库房屋面是否破损、有无违建', en: 'Roofs of stores are whole, nothing was built on' },
    practice('本地做法', 'local practice'),
  ),
]

export const DELIVERED: Checklist = {
  id: DELIVERED_ID,
  name: { zh: '易制毒化学品企业检查表', en: 'Checklist for precursor chemicals' },
  versions: [{ id: 'delivered-1', no: 1, atMs: 0, by: 'Sortie', items: [...ITEMS] }],
}
