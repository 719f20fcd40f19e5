// Rules that span several properties of an entry: written once, checked in the files and said in schema.json.
import type { z } from 'zod'

/** What an entry must hold. */
interface Demand<Entry> {
  readonly required?: readonly (keyof Entry & string)[]
  readonly forbidden?: readonly (keyof Entry & string)[]
  /** Properties with the values they may have. */
  readonly values?: { readonly [Name in keyof Entry]?: readonly Entry[Name][] }
}

/** Applies where a property has one of some values; without values, where the property is there. */
type Condition<Entry> = {
  [Name in keyof Entry & string]-?: {
    readonly where: Name
    readonly is?: readonly Entry[Name][]
    readonly needs?: Demand<Entry>
    readonly otherwise?: Demand<Entry>
  }
}[keyof Entry & string]

/** At least one of these properties is there. */
interface Choice<Entry> {
  readonly anyOf: readonly (keyof Entry & string)[]
}

/** A rule of entries of a type; without one, of any. */
export type Rule<Entry = AnyEntry> = Condition<Entry> | Choice<Entry>

type AnyEntry = Readonly<Record<string, unknown>>

type Issue = Pick<z.core.$ZodIssueCustom, 'code' | 'message' | 'path'>

/** What breaks a rule. What depends on the value of one of the `wrong` properties is left out. */
export function brokenBy(
  properties: ReadonlyMap<string, unknown>,
  rule: Rule,
  wrong: ReadonlySet<PropertyKey | undefined>,
): readonly Issue[] {
  if ('anyOf' in rule) {
    if (rule.anyOf.some((name) => properties.has(name))) return []
    return [issue([], `must have at least one of ${rule.anyOf.join(', ')}`)]
  }
  const { where, is, needs, otherwise } = rule
  if (is !== undefined && wrong.has(where)) return []
  const value = properties.get(where)
  const applies = is === undefined ? value !== undefined : is.some((allowed) => allowed === value)
  const demand = applies ? needs : otherwise
  if (demand === undefined) return []
  const condition = is === undefined ? `the entry has '${where}'` : `${where} is ${is.join(' or ')}`
  const reason = `${applies ? 'where' : 'unless'} ${condition}`
  const { required = [], forbidden = [], values = {} } = demand
  return [
    ...required
      .filter((name) => !properties.has(name))
      .map((name) => issue([], `must have the property '${name}' ${reason}`)),
    ...forbidden.filter((name) => properties.has(name)).map((name) => issue([name], `must not be there ${reason}`)),
    ...Object.entries(values)
      .filter(
        ([name, allowed]) =>
          !wrong.has(name) && properties.has(name) && !allowed?.some((one) => one === properties.get(name)),
      )
      .map(([name, allowed = []]) => issue([name], `must be ${oneOf(allowed)} ${reason}`)),
  ]
}

const issue = (path: string[], message: string): Issue => ({ code: 'custom', path, message })

/** Some values as a text: `A`, or `one of A, B`. */
export const oneOf = (values: readonly unknown[]): string => (values.length === 1 ? '' : 'one of ') + values.join(', ')

/** A rule in JSON Schema. */
export function ruleSchema(rule: Rule) {
  if ('anyOf' in rule) return { anyOf: rule.anyOf.map((name) => ({ required: [name] })) }
  const { where, is, needs, otherwise } = rule
  return {
    if: { properties: { [where]: is === undefined ? true : { enum: is } }, required: [where] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nothing awaits it.
    ...(needs && { then: demandSchema(needs) }),
    ...(otherwise && { else: demandSchema(otherwise) }),
  }
}

function demandSchema({ required = [], forbidden = [], values = {} }: Demand<AnyEntry>) {
  const properties = Object.fromEntries([
    ...Object.entries(values).map(([name, allowed]) => [name, { enum: allowed }] as const),
    ...forbidden.map((name) => [name, false] as const),
  ])
  return {
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  }
}
