/** A substance of the catalogue of controlled precursor chemicals (易制毒化学品的分类和品种目录). */
export type Chemical = {
  /** Category and number in the catalogue, such as `III-5`. */
  readonly id: string
  readonly category: 'I' | 'II' | 'III'
  readonly zh: string
  readonly en: string
  /** CAS number; empty for a group. */
  readonly cas: string
}

/**
 * When this copy of the catalogue was made. Entries listed since 2024 are from announcements and are checked against
 * the official notice before they are relied on.
 */
export const CHEMICALS_VERSION = '2025-07'

type Row = readonly [id: string, zh: string, en: string, cas: string]

const ROWS: readonly Row[] = [
  ['I-1', '1-苯基-2-丙酮', '1-Phenyl-2-propanone', '103-79-7'],
  ['I-2', '3,4-亚甲基二氧苯基-2-丙酮', '3,4-Methylenedioxyphenyl-2-propanone', '4676-39-5'],
  ['I-3', '胡椒醛', 'Piperonal', '120-57-0'],
  ['I-4', '黄樟素', 'Safrole', '94-59-7'],
  ['I-5', '黄樟油', 'Sassafras oil', '8006-80-2'],
  ['I-6', '异黄樟素', 'Isosafrole', '120-58-1'],
  ['I-7', 'N-乙酰邻氨基苯酸', 'N-Acetylanthranilic acid', '89-52-1'],
  ['I-8', '邻氨基苯甲酸', 'Anthranilic acid', '118-92-3'],
  ['I-9', '麦角酸', 'Lysergic acid', '82-58-6'],
  ['I-10', '麦角胺', 'Ergotamine', '113-15-5'],
  ['I-11', '麦角新碱', 'Ergometrine', '60-79-7'],
  [
    'I-12',
    '麻黄素、伪麻黄素、消旋麻黄素、去甲麻黄素、甲基麻黄素、麻黄浸膏、麻黄浸膏粉',
    'Ephedrine, Pseudoephedrine, Racephedrine, Norephedrine, Methylephedrine, Ephedra extract and powder',
    '299-42-3',
  ],
  ['I-13', '羟亚胺', 'Hydroxylimine', '6740-87-0'],
  ['I-14', '邻氯苯基环戊酮', 'o-Chlorophenyl cyclopentyl ketone', '6740-85-8'],
  ['I-15', '1-苯基-2-溴-1-丙酮', '2-Bromo-1-phenyl-1-propanone', '2114-00-3'],
  ['I-16', '3-氧-2-苯基丁腈', '3-Oxo-2-phenylbutanenitrile', '4468-48-8'],
  ['I-17', 'N-苯乙基-4-哌啶酮', 'N-Phenethyl-4-piperidone', '39742-60-4'],
  ['I-18', '4-苯胺基-N-苯乙基哌啶', '4-Anilino-N-phenethylpiperidine', '21409-26-7'],
  ['I-19', 'N-甲基-1-苯基-1-氯-2-丙胺', '1-Chloro-N-methyl-1-phenyl-2-propanamine', '25394-33-6'],
  ['II-1', '苯乙酸', 'Phenylacetic acid', '103-82-2'],
  ['II-2', '醋酸酐', 'Acetic anhydride', '108-24-7'],
  ['II-3', '三氯甲烷', 'Chloroform', '67-66-3'],
  ['II-4', '乙醚', 'Diethyl ether', '60-29-7'],
  ['II-5', '哌啶', 'Piperidine', '110-89-4'],
  ['II-6', '1-苯基-1-丙酮', 'Propiophenone', '93-55-0'],
  ['II-7', '溴素', 'Bromine', '7726-95-6'],
  ['II-8', 'α-苯乙酰乙酸甲酯', 'Methyl alpha-acetylphenylacetate', '16648-44-5'],
  ['II-9', 'α-乙酰乙酰苯胺', 'alpha-Phenylacetoacetamide', '4433-77-6'],
  ['II-10', '3,4-亚甲基二氧苯基-2-丙酮缩水甘油酸', '3,4-MDP-2-P methyl glycidic acid', '2167189-50-4'],
  ['II-11', '3,4-亚甲基二氧苯基-2-丙酮缩水甘油酯', '3,4-MDP-2-P methyl glycidate', '13605-48-6'],
  ['II-12', 'N-苯基-4-哌啶胺', '4-Anilinopiperidine', '23056-29-3'],
  ['II-13', '1-叔丁氧羰基-4-苯氨基哌啶', '1-Boc-4-(phenylamino)piperidine', '125541-22-2'],
  ['II-14', 'N-苯基-N-(4-哌啶基)丙酰胺', 'Norfentanyl', '1609-66-1'],
  ['II-15', '大麻二酚', 'Cannabidiol', '13956-29-1'],
  ['II-16', '2-甲基-3-苯基缩水甘油酸及其酯类', 'BMK glycidic acid and its esters', '25547-51-7'],
  ['II-17', '3-氧-2-苯基丁酸及其酯类', '3-Oxo-2-phenylbutanoic acid and its esters', ''],
  ['II-18', '3,4-亚甲基二氧苯基-2-丙酮缩水甘油酯类', 'PMK glycidic acid esters', ''],
  ['II-19', '4-哌啶酮', '4-Piperidone', '41661-47-6'],
  ['II-20', '1-叔丁氧羰基-4-哌啶酮', '1-Boc-4-piperidone', '79099-07-3'],
  ['III-1', '甲苯', 'Toluene', '108-88-3'],
  ['III-2', '丙酮', 'Acetone', '67-64-1'],
  ['III-3', '甲基乙基酮', 'Methyl ethyl ketone', '78-93-3'],
  ['III-4', '高锰酸钾', 'Potassium permanganate', '7722-64-7'],
  ['III-5', '硫酸', 'Sulfuric acid', '7664-93-9'],
  ['III-6', '盐酸', 'Hydrochloric acid', '7647-01-0'],
  ['III-7', '苯乙腈', 'Benzyl cyanide', '140-29-4'],
  ['III-8', 'γ-丁内酯', 'gamma-Butyrolactone', '96-48-0'],
]

export const CHEMICALS: readonly Chemical[] = ROWS.map(([id, zh, en, cas]) => ({
  id,
  category: id.slice(0, id.indexOf('-')) as Chemical['category'],
  zh,
  en,
  cas,
}))

const byId = new Map(CHEMICALS.map((chemical) => [chemical.id, chemical]))

/** The catalogue's entry of an id; null for one that this copy does not have. */
export const chemicalById = (id: string): Chemical | null => byId.get(id) ?? null
