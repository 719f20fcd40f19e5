// Names without what does not tell them apart: case, accents, punctuation.

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

/** A name as a slug. */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
