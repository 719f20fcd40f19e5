// All types of the API by name, as the compiler looks them up.
import type { ObjectDefinition, RootField } from './definition.ts'

export class Registry {
  readonly objects: readonly ObjectDefinition[]
  readonly #byName: ReadonlyMap<string, ObjectDefinition>
  readonly #roots: Readonly<Record<string, RootField>>
  /** Names of the types that have a global id. */
  readonly nodeTypes: ReadonlySet<string>

  constructor(objects: readonly ObjectDefinition[], roots: Readonly<Record<string, RootField>>) {
    this.objects = objects
    this.#byName = new Map(objects.map((object) => [object.name, object]))
    this.#roots = roots
    this.nodeTypes = new Set(objects.flatMap(({ name, key }) => (key ? [name] : [])))
    if (this.#byName.size < objects.length) throw new TypeError('Two types have the same name.')
  }

  /** Throws TypeError where no type has that name: a mistake in the entities, not in a request. */
  object(name: string): ObjectDefinition {
    const object = this.#byName.get(name)
    if (!object) throw new TypeError(`No type is called ${name}.`)
    return object
  }

  root(name: string): RootField | undefined {
    return this.#roots[name]
  }

  get roots(): Readonly<Record<string, RootField>> {
    return this.#roots
  }
}
