// Dates exactly as precise as they are known.

/** A period as the API gives it. */
export interface Period {
  readonly text: string | null
  readonly start: string | null
  readonly startPrecision: string | null
  readonly end: string | null
  readonly endPrecision: string | null
  readonly ongoing: boolean
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** A date of a precision: "19 May 2008", "May 2008", "2008". */
export function dateText(date: string | null, precision: string | null): string {
  if (date === null) return ''
  const [year = '', month = '', day = ''] = date.split('-')
  if (precision === 'YEAR' || month === '') return year
  const name = months.format(new Date(`${year}-${month}-01T00:00:00Z`))
  return precision === 'MONTH' || day === '' ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** A period: "19–20 May 2008", "April 2007", "since 2004", "2005–2007"; empty where nothing is known. */
export function periodText(period: Period | null | undefined): string {
  if (!period) return ''
  const { start, startPrecision, end, endPrecision, ongoing } = period
  const from = dateText(start, startPrecision)
  const to = dateText(end, endPrecision)
  if (from === '') return to === '' ? (period.text ?? '') : `until ${to}`
  if (to === '') return ongoing ? `since ${from}` : from
  if (from === to) return from
  const [dayFrom, ...restFrom] = from.split(' ')
  const [dayTo, ...restTo] = to.split(' ')
  const sameMonth = restFrom.length === 2 && restFrom.join(' ') === restTo.join(' ')
  return sameMonth ? `${dayFrom}–${dayTo} ${restTo.join(' ')}` : `${from}–${to}`
}

/** A date of unknown precision, such as the date of the source: "February 2011". */
export function looseDate(date: string | null): string {
  if (date === null) return ''
  return dateText(date, ['YEAR', 'MONTH', 'DAY'][date.split('-').length - 1] ?? 'DAY')
}
