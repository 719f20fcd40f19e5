// Arguments of the fields that follow ties between actions and points.
import { z } from 'zod'
import { builder } from '../builder.ts'
import { Basis } from '../vocabulary.ts'

/** What the agreement of a tie says, wherever a tie is shown. */
export const agreementDescription =
  'How many of three readings tie the action to the point, from 1 to 3: that of this catalogue, and two others made without knowing of it. The basis makes no difference: a tie the source states was read three times, too. An action no one else read has 1.'

const agreementRange = 'A number from 1 to 3 was expected.'

/** The limits of `minAgreement`, which are those of an agreement. */
export const agreementLimits = z.int().min(1, agreementRange).max(3, agreementRange)

/** Chooses among the ties between actions and points. */
export const tieArguments = builder.args((t) => ({
  basis: t.field({
    type: builder.vocabulary(Basis),
    description: 'Only by ties on this basis: stated by the source, or made by the editors. Without it, by either.',
  }),
  minAgreement: t.int({
    description:
      'Only by ties that at least so many of the three readings made, from 1 to 3. Without it, 1: by all. 3 leaves what is undisputed.',
    validate: agreementLimits,
  }),
}))
