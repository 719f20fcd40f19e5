// How values of a server are parsed in JavaScript: the same as those of the embedded database.
import pg from 'pg'

/** Numbers as numbers and dates as text, alone and in arrays. */
export function valueTypes(): pg.CustomTypesConfig {
  const { INT8, NUMERIC, DATE } = pg.types.builtins
  const INT8_ARRAY = 1016
  const NUMERIC_ARRAY = 1231
  const DATE_ARRAY = 1182
  const types = new pg.TypeOverrides()
  const numbers = (value: string) => itemsOf(value).map((item) => (item === null ? null : Number(item)))
  types.setTypeParser(INT8, Number)
  types.setTypeParser(NUMERIC, Number)
  types.setTypeParser(DATE, (value) => value)
  types.setTypeParser(INT8_ARRAY, numbers)
  types.setTypeParser(NUMERIC_ARRAY, numbers)
  types.setTypeParser(DATE_ARRAY, itemsOf)
  return types
}

/** The items of an array of numbers or dates: `{1,NULL,2}`. They hold nothing that is quoted. */
function itemsOf(array: string): (string | null)[] {
  return array === '{}'
    ? []
    : array
        .slice(1, -1)
        .split(',')
        .map((item) => (item === 'NULL' ? null : item))
}
