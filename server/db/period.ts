// When something was, as columns of its table.
import { DatePrecision } from '../vocabulary.ts'
import { boolean, computed, date, generated, integer, nullable, oneOf, text } from './columns.ts'

/** When something was: as the text prints it, as EDTF, and as dates with how exactly they are known. */
export const period = {
  period_text: nullable(text()),
  period_edtf: nullable(text()),
  starts_on: nullable(date()),
  start_precision: nullable(oneOf(DatePrecision)),
  ends_on: nullable(date()),
  end_precision: nullable(oneOf(DatePrecision)),
  ongoing: generated(boolean()),
  start_year: computed(nullable(integer())),
  end_year: computed(nullable(integer())),
}
