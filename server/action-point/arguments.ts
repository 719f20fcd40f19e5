// What the fields that follow ties between actions and points can be asked.
import type { ArgumentDefinition } from '../relational/definition.ts'
import { Basis } from '../vocabulary.ts'

/** What the agreement of a tie says, wherever a tie is shown. */
export const agreementDescription =
  'How many of three readings tie the action to the point, from 1 to 3: that of this catalogue, and two others made without knowing of it. The basis makes no difference: a tie the source states was read three times, too. An action no one else read has 1.'

/** The least agreement of the ties to follow. */
export const minAgreement: ArgumentDefinition = {
  is: 'integer',
  minimum: 1,
  maximum: 3,
  description:
    'Only by ties that at least so many of the three readings made, from 1 to 3. Without it, 1: by all. 3 leaves what is undisputed.',
}

/** Chooses among the ties between actions and points. */
export const tieArguments: Readonly<Record<string, ArgumentDefinition>> = {
  basis: {
    is: 'enum',
    vocabulary: Basis,
    description: 'Only by ties on this basis: stated by the source, or made by the editors. Without it, by either.',
  },
  minAgreement,
}
