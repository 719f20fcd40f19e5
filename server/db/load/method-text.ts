// How actions are tied to points, as users read it: the rules, and how far the readings agree. Its figures are computed
// from the dataset, so that they are always those of the ties it came with.
import {
  agreementOf,
  type Coding,
  type Comparison,
  codingOf,
  compare,
  POINTS,
  readingOf,
} from '../dataset/agreement.ts'
import type { Dataset } from '../dataset/contents.ts'
import { readSource } from '../dataset/source.ts'

const decimals = (value: number): string => value.toFixed(2)
const percent = (share: number): string => `${Math.round(share * 100)} %`

/**
 * The words for a kappa of up to a bound, after J. R. Landis and G. G. Koch, The Measurement of Observer Agreement for
 * Categorical Data, 1977, table on page 165.
 */
const strengths = [
  [0.2, 'slight'],
  [0.4, 'fair'],
  [0.6, 'moderate'],
  [0.8, 'substantial'],
] as const

/** What a kappa of this size is called. Takes it as it is printed, so that word and figure fit. */
export function strengthOf(kappa: number): string {
  const printed = Number(decimals(kappa))
  if (printed < 0) return 'poor'
  return strengths.find(([most]) => printed <= most)?.[1] ?? 'almost perfect'
}

/** A comparison in a sentence. */
const inWords = (name: string, { kappa, same, common }: Comparison): string =>
  `- ${name}: ${strengthOf(kappa)} agreement (kappa ${decimals(kappa)}). The two have the very same points for ${percent(same)} of the actions, and at least one point in common for ${percent(common)}.`

const tableOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `| ${row.join(' | ')} |`).join('\n')

/** The exact figures of comparisons as a table; a dash where neither side ties anything to a point. */
function figuresOf(comparisons: ReadonlyMap<string, Comparison>): string {
  const head = ['compared', 'kappa', 'same points', 'a point in common', ...POINTS.map(String)]
  return tableOf([
    head,
    head.map(() => '---'),
    ...[...comparisons].map(([name, { kappa, same, common, byPoint }]) => [
      ...[name, decimals(kappa), percent(same), percent(common)],
      ...byPoint.map((value) => (value === undefined ? '-' : decimals(value))),
    ]),
  ])
}

/** How many ties three, two and one of the readings made, in this order. */
export function countsByAgreement(dataset: Dataset): readonly [number, number, number] {
  const agreement = agreementOf(dataset)
  const made = [...codingOf(dataset.initiatives)].flatMap(([action, points]) =>
    [...points].map((point) => agreement(action, point)),
  )
  const count = (readings: number) => made.filter((number) => number === readings).length
  return [count(3), count(2), count(1)]
}

type Pair = readonly [name: string, one: Coding | undefined, other: Coding | undefined]

const compared = (pairs: readonly Pair[]): ReadonlyMap<string, Comparison> =>
  new Map(pairs.flatMap(([name, one, other]) => (one && other ? [[name, compare(one, other)] as const] : [])))

/** Every comparison there is, each under its name: between the readings as they were made, and with what was decided. */
function comparisonsOf({ initiatives, readings }: Dataset) {
  const [first, second, third] = (['first', 'second', 'third'] as const).map((which) => readingOf(readings, which))
  const decided = codingOf(initiatives)
  return {
    independent: compared([
      ['First and second reading', first, second],
      ['First and third reading', first, third],
      ['Second and third reading', second, third],
    ]),
    decided: compared([
      ['Catalogue, as decided, and second reading', decided, second],
      ['Catalogue, as decided, and third reading', decided, third],
    ]),
  }
}

/** How many actions have no reading, and why: a whole that joins actions which had been read was not read again. */
function exceptionsOf({ initiatives, readings }: Dataset): string {
  const read = new Set(readings.map(({ action }) => action))
  const all = initiatives.flatMap(({ slug, actions = [] }) =>
    actions.map(({ key, parent }) => ({ name: `${slug}/${key}`, whole: parent && `${slug}/${parent}` })),
  )
  const unread = all.filter(({ name }) => !read.has(name))
  if (unread.length === 0) return ''
  const wholes = new Set(all.map(({ whole }) => whole))
  const why = unread.every(({ name }) => wholes.has(name)) ? 'only join others, which were read' : 'were not read'
  return ` Left out are ${unread.length} of the ${all.length} actions, which ${why}; the figures are of the remaining ${all.length - unread.length}.`
}

/** The action that a rule names as its example, in words and with its page: its key says nothing to readers. */
function exampleOf(initiatives: Dataset['initiatives'], example: string): string {
  for (const { slug, name, actions = [] } of initiatives) {
    const action = actions.find(({ key }) => `${slug}/${key}` === example)
    const spot = action && readSource(action.source)
    if (!action || !spot || typeof spot === 'string') continue
    const { pageStart, pageEnd } = spot
    const pages = pageStart === pageEnd ? `page ${pageStart}` : `pages ${pageStart} to ${pageEnd}`
    return `“${action.summary}” (${name}, ${pages})`
  }
  return example
}

const onKappa =
  'How far two readings agree is measured by Cohen’s kappa over every action and point: 1 means that they are identical, 0 that they agree no more often than by chance. What a kappa is called follows Landis and Koch (The Measurement of Observer Agreement for Categorical Data, Biometrics 33, 1977, pages 159 to 174): poor below 0, slight up to 0.20, fair up to 0.40, moderate up to 0.60, substantial up to 0.80, almost perfect above. The authors call these bounds arbitrary; they give a common scale.'

const onDecided =
  'What was decided is no independent reading. Its figures show how much was settled, not how reliable it is; those above show that.'

const onFigures =
  'The exact figures, with kappa for each of the points 1 to 10. Where few actions serve a point, a single tie changes its kappa much: it is 0.00 where only one side ties any action to the point, and a dash stands where neither does.'

/** The whole text: paragraphs apart by an empty line, in Markdown. */
export function methodOf(dataset: Dataset): string {
  const rules = dataset.codingRules.map(
    ({ rule, example }, index) => `${index + 1}. ${rule} Example: ${exampleOf(dataset.initiatives, example)}.`,
  )
  const parts = [
    'These rules decide which of the ten points an action serves.',
    ...(rules.length > 0 ? [rules.join('\n')] : []),
  ]
  if (dataset.readings.length > 0) {
    const [three, two, one] = countsByAgreement(dataset)
    const { independent, decided } = comparisonsOf(dataset)
    const inList = (list: ReadonlyMap<string, Comparison>): string =>
      [...list].map(([name, comparison]) => inWords(name, comparison)).join('\n')
    parts.push(
      `Each action was read three times, from the source and the titles and gists of the points alone.${exceptionsOf(dataset)} The first reading is that of this catalogue before the three were compared; the second and the third knew neither it nor each other. Where they differed, the text was read once more and decided by the rules.`,
      onKappa,
      inList(independent),
      onDecided,
      inList(decided),
      onFigures,
      figuresOf(new Map([...independent, ...decided])),
      `Of the ties in this catalogue, ${three} were made by all three readings, ${two} by two of them and ${one} by the catalogue alone. A reading ties a whole to every point it ties one of its parts to.`,
    )
  }
  return parts.join('\n\n')
}
