// Names without what does not tell them apart: case, accents, punctuation, and further the little words and ways of spelling.

/** A name as it is compared. */
export const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/['’`]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Words that names have in some spellings and not in others: articles before them, "and", legal forms. */
const littleWords: ReadonlySet<string> = new Set('the and inc ltd llc plc gmbh ggmbh ngo ong'.split(' '))

/** British spelling as the American one. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['organisation', 'organization'],
  ['programme', 'program'],
  ['centre', 'center'],
  ['labour', 'labor'],
  ['defence', 'defense'],
])

const singular = (word: string): string => (word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word)

/**
 * A name without little words, legal forms, plural endings and differences of British and American spelling; the name as it is
 * where nothing would be left. Two names that are equal so are those of one body, unless the directory has two such.
 */
export function foldMore(name: string): string {
  const folded = fold(name).replace(/ e v$/, '')
  const words = folded
    .split(' ')
    .filter((word) => !littleWords.has(word))
    .map((word) => spellings.get(singular(word)) ?? singular(word))
  return words.length === 0 ? folded : words.join(' ')
}

/** A name taken apart: what was written in words, and what as an acronym, as in `Danish Refugee Council (DRC)`. */
export interface NameParts {
  readonly name: string
  readonly acronym: string
}

const patterns: readonly RegExp[] = [
  /^(?<name>.{3,}?)\s*[([](?<acronym>[^()[\]]{2,25})[)\]]\s*$/u,
  /^(?<acronym>[\p{Lu}\d.-]{2,12})\s*[-–:/|]\s+(?<name>.{4,})$/u,
  /^(?<name>.{4,}?)\s+[-–/|]\s*(?<acronym>[\p{Lu}\d.]{2,12})$/u,
]

/** The parts of a name, for each way in which it can be taken apart. */
export const partsOf = (name: string): readonly NameParts[] =>
  patterns.flatMap((pattern) => {
    const { name: words, acronym } = pattern.exec(name.trim())?.groups ?? {}
    return words === undefined || acronym === undefined ? [] : [{ name: words.trim(), acronym: acronym.trim() }]
  })

/** A name whose first or last word may be its acronym, as in `UNFPA United Nations Population Fund`. */
export function outerWords(name: string): readonly NameParts[] {
  const words = fold(name).split(' ')
  if (words.length < 3) return []
  return [
    { acronym: words.at(-1) ?? '', name: words.slice(0, -1).join(' ') },
    { acronym: words[0] ?? '', name: words.slice(1).join(' ') },
  ]
}

/**
 * Whether an acronym may be made of a name: it begins as a word of the name does, and its letters follow in the name. `(DRC)`
 * after "Danish Refugee Council" is; `(UK)` after "Save the Children" is a branch of it, which is another body.
 */
export function isAcronymOf(acronym: string, name: string): boolean {
  const letters = [...fold(acronym).replaceAll(' ', '')]
  const [first = ''] = letters
  const text = ` ${fold(name)}`
  if (letters.length === 0 || countries.has(letters.join(''))) return false
  let at = text.indexOf(` ${first}`) + 1
  if (at === 0) return false
  for (const letter of letters.slice(1)) {
    at = text.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

/** Short names of countries that tell branches of a body apart, though they may look like its acronym. */
const countries: ReadonlySet<string> = new Set(['us', 'usa', 'uk', 'gb', 'uae', 'drcongo', 'car'])

/** What governments are called; of every country there is one. */
const local =
  /^(the )?(federal |national |regional |local )?(ministry|ministere|ministerio|ministries|minister|government|gobierno|gouvernement|municipality|municipalidad|alcaldia|moh|moe)\b/

/** Whether a name says what every country has: a ministry of health is one of many. */
export const isLocal = (name: string): boolean => local.test(fold(name))

/** A name as a slug. */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
