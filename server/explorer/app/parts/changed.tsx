// What a value was and what it became, with marks that do not rest on colour alone.
import { differenceOf } from './difference.ts'

interface ChangedProps {
  readonly before: string | null
  readonly after: string | null
}

/** The value before, with what is gone struck out. */
export function Before({ before, after }: ChangedProps) {
  if (before === null) return null
  if (after === null) return <del>{before}</del>
  const { head, before: gone, tail } = differenceOf(before, after)
  return (
    <>
      {head}
      {gone !== '' && <del>{gone}</del>}
      {tail}
    </>
  )
}

/** The value after, with what is new underlined. */
export function After({ before, after }: ChangedProps) {
  if (after === null) return null
  if (before === null) return <ins>{after}</ins>
  const { head, after: come, tail } = differenceOf(before, after)
  return (
    <>
      {head}
      {come !== '' && <ins>{come}</ins>}
      {tail}
    </>
  )
}

/** Both in one line. */
export function Changed({ before, after }: ChangedProps) {
  if (before === null || after === null)
    return (
      <>
        <Before before={before} after={after} />
        <After before={before} after={after} />
      </>
    )
  const { head, before: gone, after: come, tail } = differenceOf(before, after)
  return (
    <>
      {head}
      {gone !== '' && <del>{gone}</del>} {come !== '' && <ins>{come}</ins>}
      {tail}
    </>
  )
}
