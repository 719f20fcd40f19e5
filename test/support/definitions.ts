// What the schema says to the planner of its types and fields, for tests that go through all of them.
import { definitionsOf } from '../../server/relational/index.ts'
import { buildSchema } from '../../server/schema.ts'

export const definitions = definitionsOf(buildSchema())
