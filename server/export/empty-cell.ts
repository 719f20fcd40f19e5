// Why a cell of the matrix is empty.

export const EmptyCell = {
  description: 'Why the cell has no action. Empty if it has one.',
  values: {
    NOT_COVERED: 'The source only names the initiative, so nobody can know.',
    NONE_STATED: 'An editor assessed it: the initiative does not address the point.',
    NOT_ASSESSED: 'Nobody assessed it: no action is known there, and nobody says that there is none.',
    NOT_COUNTED:
      'An editor found that the initiative addresses the point, but no action of the kind that is counted does.',
  },
} as const
