// The official profile of a data package, as the standard's own library carries it: of version 1, which version 2 extends.
import { Ajv, type ErrorObject } from 'ajv'
import packageProfile from 'datapackage/lib/profiles/data-package.json' with { type: 'json' }
import tableProfile from 'datapackage/lib/profiles/tabular-data-resource.json' with { type: 'json' }

// The profiles are of an older draft of JSON schema, with words that are for forms alone.
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false })
const compiled = ({ $schema: _, ...profile }: { readonly $schema?: string }) => ajv.compile(profile)
const isPackage = compiled(packageProfile)
const isTable = compiled(tableProfile)

/** What is ours to tell: that a table has a schema. All else is the profiles' to check. */
interface Resource {
  readonly schema: { readonly foreignKeys?: readonly { readonly reference?: object }[] }
}

const isDescription = (value: unknown): value is { readonly resources: readonly Resource[] } => isPackage(value)

/** What the official profiles find wrong in a description and in each of its tables. */
export function profileErrors(description: unknown): readonly ErrorObject[] {
  if (!isDescription(description)) return isPackage.errors ?? []
  const errors: ErrorObject[] = []
  for (const resource of description.resources) {
    isTable(asVersion1(resource))
    errors.push(...(isTable.errors ?? []))
  }
  return errors
}

/** The only difference that our tables meet: where a table refers to itself, version 1 names it '', version 2 not at all. */
function asVersion1({ schema: { foreignKeys = [], ...schema }, ...resource }: Resource): object {
  const named = foreignKeys.map(({ reference, ...key }) => ({
    ...key,
    ...(reference && { reference: { resource: '', ...reference } }),
  }))
  return {
    ...resource,
    profile: 'tabular-data-resource',
    schema: { ...schema, ...(named[0] && { foreignKeys: named }) },
  }
}
