// What a text to search for asks: its words, its phrases in quotation marks, what a minus excludes, and what `or` parts.
// As websearch_to_tsquery reads it, so that likeness keeps to what whole words keep to.

/** One of the ways a text can be met; those that `or` parts are several. */
export interface Alternative {
  /** The words that may be misspelt, those too common to look for left out. */
  readonly loose: string
  /** The phrases and what is excluded, written as before: they hold as they are. */
  readonly strict: string
}

interface Term {
  readonly text: string
  readonly excluded: boolean
  readonly phrase: boolean
}

/** The words that the database's dictionary of English leaves out of texts and searches. A test compares them with it. */
const common: ReadonlySet<string> = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
  itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
  has had having do does did doing a an the and but if or because as until while of at by for with about against between
  into through during before after above below to from up down in out on off over under again further then once here there
  when where why how all any both each few more most other some such no nor not only own same so than too very s t can will
  just don should now`.split(/\s+/),
)

/** Whether a word is one of those that stand in nearly every text, so that none is found by it. */
export const isCommon = (word: string): boolean => common.has(word.toLowerCase())

/** The longest text searched for has 200 characters, so that this is bounded. */
const terms = /((?:^|(?<=\s|"))(?:-\s*)+)?(?:"([^"]*)"?|([^\s"]+))/g

function alternativesOf(text: string): readonly (readonly Term[])[] {
  const alternatives: Term[][] = [[]]
  for (const [, minus = '', phrase, word = ''] of text.replace(/[“”„«»]/g, '"').matchAll(terms)) {
    const excluded = minus.replaceAll(/\s/g, '').length % 2 === 1
    if (phrase === undefined && minus === '' && word.toLowerCase() === 'or') alternatives.push([])
    else alternatives.at(-1)?.push({ text: phrase ?? word, excluded, phrase: phrase !== undefined })
  }
  return alternatives
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/** The ways a text can be met by likeness: those with a word that may be misspelt. */
export function likenesses(text: string): readonly Alternative[] {
  return alternativesOf(text).flatMap((alternative) => {
    const loose = alternative
      .filter(({ excluded, phrase }) => !excluded && !phrase)
      .flatMap((term) => wordsOf(term.text))
      .filter((word) => !isCommon(word))
      .join(' ')
    const strict = alternative
      .filter(({ excluded, phrase }) => excluded || phrase)
      .map((term) => `${term.excluded ? '-' : ''}${term.phrase ? `"${term.text}"` : term.text}`)
      .join(' ')
    return loose === '' ? [] : [{ loose, strict }]
  })
}

/** All required words, in their order, without punctuation. */
export const wantedIn = (text: string): string =>
  alternativesOf(text)
    .flat()
    .flatMap((term) => (term.excluded ? [] : [term.text.trim()]))
    .join(' ')

/** Whether a text has words, but only such as stand in nearly every text. */
export function onlyCommonWords(text: string): boolean {
  const words = wordsOf(text)
  return words.length > 0 && words.every(isCommon)
}
