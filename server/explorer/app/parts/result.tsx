// What came of a changeset, in words.
import { type ChangesetResult, TenpointError } from '../../../../sdk/src/index.ts'
import { linkTo } from '../address.ts'
import { text } from '../text.ts'

/** What the server made of a changeset: done, refused with all problems, in conflict, not allowed. */
export function Result({ result, isTrial }: { readonly result: ChangesetResult; readonly isTrial: boolean }) {
  switch (result.__typename) {
    case 'Changeset':
      return (
        <div class="assess" role="status">
          {isTrial ? (
            text.curate.wouldDo
          ) : (
            <>
              {text.curate.done[result.status]}{' '}
              {result.number !== null && (
                <a href={linkTo('review', String(result.number))}>{text.curate.changeset(result.number)}</a>
              )}
            </>
          )}
          {result.warnings.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      )
    case 'ChangesetRefused':
      return (
        <div class="assess bad" role="alert">
          <b>{result.message}</b>
          <ul>
            {result.problems.map(({ path, code, message }) => (
              <li key={path.join() + code}>
                {message} <code>{[code, ...path].join(' ')}</code>
              </li>
            ))}
          </ul>
        </div>
      )
    case 'ChangesetConflict':
      return (
        <div class="assess warn" role="alert">
          <b>{result.message}</b>
          <ul>
            {result.conflicts.map(({ field, base, theirs, yours }) => (
              <li key={field}>
                {field}: {text.curate.was} {base}, {text.curate.now} <ins>{theirs}</ins>, {text.curate.yours}{' '}
                <ins>{yours}</ins>
              </li>
            ))}
          </ul>
        </div>
      )
    case 'Forbidden':
      return (
        <p class="assess bad" role="alert">
          {result.message}
        </p>
      )
  }
}

/** An error of a call, in words. */
export const errorText = (error: unknown): string =>
  error instanceof TenpointError ? error.message : text.states.broken
