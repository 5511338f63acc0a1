/** Hyphenation patterns by language, each loaded when a template speaks it: 2 kB to 60 kB packed. */
type Hyphenate = (text: string) => string
type Pattern = { readonly hyphenateSync?: Hyphenate; readonly default?: Pattern }

const patterns: Readonly<Record<string, () => Promise<unknown>>> = {
  af: () => import('hyphen/af'),
  as: () => import('hyphen/as'),
  be: () => import('hyphen/be'),
  bg: () => import('hyphen/bg'),
  bn: () => import('hyphen/bn'),
  ca: () => import('hyphen/ca'),
  cop: () => import('hyphen/cop'),
  cs: () => import('hyphen/cs'),
  cy: () => import('hyphen/cy'),
  da: () => import('hyphen/da'),
  de: () => import('hyphen/de'),
  'de-1901': () => import('hyphen/de-1901'),
  'de-1996': () => import('hyphen/de-1996'),
  'de-ch-1901': () => import('hyphen/de-ch-1901'),
  el: () => import('hyphen/el'),
  'el-monoton': () => import('hyphen/el-monoton'),
  'el-polyton': () => import('hyphen/el-polyton'),
  en: () => import('hyphen/en'),
  'en-gb': () => import('hyphen/en-gb'),
  'en-us': () => import('hyphen/en-us'),
  es: () => import('hyphen/es'),
  et: () => import('hyphen/et'),
  ethi: () => import('hyphen/ethi'),
  eu: () => import('hyphen/eu'),
  fi: () => import('hyphen/fi'),
  'fi-x-school': () => import('hyphen/fi-x-school'),
  fr: () => import('hyphen/fr'),
  fur: () => import('hyphen/fur'),
  ga: () => import('hyphen/ga'),
  gl: () => import('hyphen/gl'),
  grc: () => import('hyphen/grc'),
  gu: () => import('hyphen/gu'),
  hi: () => import('hyphen/hi'),
  hr: () => import('hyphen/hr'),
  hsb: () => import('hyphen/hsb'),
  hu: () => import('hyphen/hu'),
  hy: () => import('hyphen/hy'),
  ia: () => import('hyphen/ia'),
  id: () => import('hyphen/id'),
  is: () => import('hyphen/is'),
  it: () => import('hyphen/it'),
  ka: () => import('hyphen/ka'),
  kmr: () => import('hyphen/kmr'),
  kn: () => import('hyphen/kn'),
  la: () => import('hyphen/la'),
  'la-x-classic': () => import('hyphen/la-x-classic'),
  'la-x-liturgic': () => import('hyphen/la-x-liturgic'),
  lt: () => import('hyphen/lt'),
  lv: () => import('hyphen/lv'),
  mk: () => import('hyphen/mk'),
  ml: () => import('hyphen/ml'),
  mn: () => import('hyphen/mn'),
  'mn-cyrl': () => import('hyphen/mn-cyrl'),
  'mn-cyrl-x-lmc': () => import('hyphen/mn-cyrl-x-lmc'),
  mr: () => import('hyphen/mr'),
  'mul-ethi': () => import('hyphen/mul-ethi'),
  nb: () => import('hyphen/nb'),
  nl: () => import('hyphen/nl'),
  nn: () => import('hyphen/nn'),
  no: () => import('hyphen/no'),
  oc: () => import('hyphen/oc'),
  or: () => import('hyphen/or'),
  pa: () => import('hyphen/pa'),
  pi: () => import('hyphen/pi'),
  pl: () => import('hyphen/pl'),
  pms: () => import('hyphen/pms'),
  pt: () => import('hyphen/pt'),
  rm: () => import('hyphen/rm'),
  ro: () => import('hyphen/ro'),
  ru: () => import('hyphen/ru'),
  sa: () => import('hyphen/sa'),
  sh: () => import('hyphen/sh'),
  'sh-cyrl': () => import('hyphen/sh-cyrl'),
  'sh-latn': () => import('hyphen/sh-latn'),
  sk: () => import('hyphen/sk'),
  sl: () => import('hyphen/sl'),
  sq: () => import('hyphen/sq'),
  sr: () => import('hyphen/sr'),
  'sr-cyrl': () => import('hyphen/sr-cyrl'),
  sv: () => import('hyphen/sv'),
  ta: () => import('hyphen/ta'),
  te: () => import('hyphen/te'),
  th: () => import('hyphen/th'),
  tk: () => import('hyphen/tk'),
  tr: () => import('hyphen/tr'),
  uk: () => import('hyphen/uk'),
  zh: () => import('hyphen/zh'),
  'zh-latn-pinyin': () => import('hyphen/zh-latn-pinyin'),
}

/** Languages that `hyphen` knows under another name. */
const named: Readonly<Record<string, string>> = { en: 'en-gb' }

/** As the server chooses: the language itself, else its base; without patterns, no hyphens. */
export async function hyphenators(languages: Iterable<string>): Promise<Record<string, Hyphenate>> {
  const found: Record<string, Hyphenate> = {}
  for (const language of new Set(languages)) {
    const base = language.split('-')[0]!
    const load = patterns[language.toLowerCase()] ?? patterns[named[base] ?? base]
    if (!load) continue
    const module = (await load()) as Pattern
    const hyphenate = module.hyphenateSync ?? module.default?.hyphenateSync
    if (hyphenate) found[language] = hyphenate
  }
  return found
}
