// How actions are tied to points, as users read it: the rules, and how far the readings agree. Its figures are computed
// from the dataset, so that they are always those of the ties it came with.
import { agreementOf, type Coding, type Comparison, codingOf, compare, readingOf } from '../dataset/agreement.ts'
import type { Dataset } from '../dataset/contents.ts'

const decimals = (value: number): string => value.toFixed(2)
const percent = (share: number): string => `${Math.round(share * 100)} %`

/** The figures of a comparison as one line; points neither side ties anything to are left out. */
export function figuresOf({ actions, kappa, same, common, byPoint }: Comparison): string {
  const points = byPoint.flatMap((value, index) => (value === undefined ? [] : [`${index + 1} ${decimals(value)}`]))
  return `kappa ${decimals(kappa)}, same points ${percent(same)}, a point in common ${percent(common)} of ${actions} actions; kappa by point: ${points.join(', ')}`
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

/** Every comparison there is, each under its name: between the readings as they were made, and with what was decided. */
export function comparisonsOf({ initiatives, readings }: Dataset): ReadonlyMap<string, Comparison> {
  const [first, second, third] = (['first', 'second', 'third'] as const).map((which) => readingOf(readings, which))
  const decided = codingOf(initiatives)
  const pairs: readonly (readonly [string, Coding | undefined, Coding | undefined])[] = [
    ['First and second reading', first, second],
    ['First and third reading', first, third],
    ['Second and third reading', second, third],
    ['Catalogue, as decided, and second reading', decided, second],
    ['Catalogue, as decided, and third reading', decided, third],
  ]
  return new Map(pairs.flatMap(([name, one, other]) => (one && other ? [[name, compare(one, other)] as const] : [])))
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

/** The whole text: paragraphs apart by an empty line, in Markdown. */
export function methodOf(dataset: Dataset): string {
  const rules = dataset.codingRules.map(({ rule, example }, index) => `${index + 1}. ${rule} Example: ${example}.`)
  const parts = ['How actions are tied to action points.', ...(rules.length > 0 ? [rules.join('\n')] : [])]
  if (dataset.readings.length > 0) {
    const [three, two, one] = countsByAgreement(dataset)
    parts.push(
      `Each action was read three times, from the source and the titles and gists of the points alone.${exceptionsOf(dataset)} The first reading is that of this catalogue before the three were compared; the second and the third knew neither it nor each other. Where they differed, the text was read once more and decided by the rules. What was decided is no independent reading, so its figures show how much was settled, not how reliable it is; those between the readings show that.`,
      [...comparisonsOf(dataset)].map(([name, comparison]) => `- ${name}: ${figuresOf(comparison)}.`).join('\n'),
      `Of the ties in this catalogue, ${three} were made by all three readings, ${two} by two of them and ${one} by the catalogue alone. A reading ties a whole to every point it ties one of its parts to.`,
    )
  }
  return parts.join('\n\n')
}
