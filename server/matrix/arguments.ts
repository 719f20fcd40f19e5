// What every field that shows cells of the matrix can be asked.
import { minAgreement } from '../action-point/arguments.ts'
import type { ArgumentDefinition } from '../relational/definition.ts'
import { ActionNature, ActionStatus, Basis } from '../vocabulary.ts'

/** Which actions, and which of their ties to points, the cells count. */
export const cellArguments: Readonly<Record<string, ArgumentDefinition>> = {
  basis: {
    is: 'enum',
    vocabulary: Basis,
    description: 'Count only ties on this basis: stated by the source, or made by the editors. Without it, both.',
  },
  minAgreement: {
    ...minAgreement,
    description:
      'Count only ties that at least so many of the three readings made, from 1 to 3. Without it, 1: all. 3 leaves what is undisputed.',
  },
  nature: {
    is: 'enums',
    vocabulary: ActionNature,
    description: 'Count only these natures. Without it, only ACTION: neither recommendations nor agenda topics.',
  },
  includeGroupCredit: {
    is: 'boolean',
    description:
      'In rows of actors and kinds of actors: whether what a group is credited with counts for each member the source lists, too. Without it, only for the group.',
  },
  status: {
    is: 'enums',
    vocabulary: ActionStatus,
    description: 'Count only actions of one of these statuses. Without it, any.',
  },
}
