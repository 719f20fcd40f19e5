// How the shape of an entry is put together: an object that knows all its properties, with rules that span several.
import { z } from 'zod'
import { brokenBy, type Rule, ruleSchema } from './rule.ts'

/**
 * An object with these properties and no others. Its rules are checked where a property is wrong, too, so that everything
 * is reported at once; `schema.json` says them as well.
 */
export function entry<Shape extends z.ZodRawShape>(
  description: string,
  shape: Shape,
  ...rules: readonly Rule<z.output<z.ZodObject<Shape>>>[]
): z.ZodReadonly<z.ZodObject<Shape, z.core.$strict>>
export function entry(description: string, shape: z.ZodRawShape, ...rules: readonly Rule[]) {
  return z
    .strictObject(shape)
    .superRefine(
      (value, { issues, addIssue }) => {
        const properties = new Map(Object.entries(value))
        // What is wrong with a property by itself is not reported a second time.
        const wrong = new Set(issues.map(({ path }) => path?.[0]))
        for (const rule of rules) for (const issue of brokenBy(properties, rule, wrong)) addIssue(issue)
      },
      { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
    )
    .readonly()
    .meta({ description, ...(rules.length > 0 && { allOf: rules.map(ruleSchema) }) })
}

/** A list of entries or values, with how many it may have. */
export const list = <Item extends z.ZodType>(
  description: string,
  item: Item,
  { min = 0, max }: { readonly min?: number; readonly max?: number } = {},
) =>
  z
    .array(item)
    .superRefine(
      // Zod's own `max` would leave out what is wrong with the items, and with the entry around them.
      ({ length }, { addIssue }) => {
        if (length < min) addIssue(`must not have fewer than ${min} items`)
        if (max !== undefined && length > max) addIssue(`must not have more than ${max} items`)
      },
      { when: ({ value }) => Array.isArray(value) },
    )
    .readonly()
    .meta({ description, ...(min > 0 && { minItems: min }), ...(max !== undefined && { maxItems: max }) })

/** A list in which no value comes twice. */
export const distinct = <Item extends z.ZodType<string | number>>(
  description: string,
  item: Item,
  limits?: { readonly min?: number },
) =>
  list(description, item, limits)
    .superRefine(
      (values, { addIssue }) => {
        const seen = new Map<string | number, number>()
        for (const [index, value] of values.entries()) {
          const first = seen.get(value)
          if (first === undefined) seen.set(value, index)
          else addIssue({ code: 'custom', path: [index], message: `${value} is already at [${first}]` })
        }
      },
      { when: ({ value }) => Array.isArray(value) && value.every((item) => typeof item !== 'object') },
    )
    .meta({ description, uniqueItems: true })
