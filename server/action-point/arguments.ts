// Arguments of the fields that follow ties between actions and points.
import { z } from 'zod'
import { builder } from '../builder.ts'
import { Basis } from '../vocabulary.ts'

/** The description of a tie's agreement, wherever a tie is shown. */
export const agreementDescription =
  'How many of three readings tie the action to the point, from 1 to 3: the reading of this catalogue and two independent ones. The basis does not matter: a tie that the source states was read three times, too. An action that was read only once has 1.'

const agreementRange = 'It must be a number from 1 to 3.'

/** The limits of `minAgreement`, which are those of an agreement. */
export const agreementLimits = z.int().min(1, agreementRange).max(3, agreementRange)

/** Chooses among the ties between actions and points. */
export const tieArguments = builder.args((t) => ({
  basis: t.field({
    type: builder.vocabulary(Basis),
    description: 'Only ties on this basis: stated by the source, or made by the editors. By default, both.',
  }),
  minAgreement: t.int({
    description:
      'Only ties made by at least this many of the three readings, from 1 to 3. By default 1, which means all ties; 3 keeps only undisputed ties.',
    validate: agreementLimits,
  }),
}))
