// One line on a terminal that says what a command is doing. Scripts do not see it.

let clock: NodeJS.Timeout | undefined

/** Says what is being done now; an empty text takes the line away. */
export function progress(text: string): void {
  clearInterval(clock)
  show(text)
}

/** The same for work of unknown length: shows the time it has taken. */
export function progressSince(text: string): void {
  progress(text)
  const began = Date.now()
  clock = setInterval(() => show(`${text} ${Math.round((Date.now() - began) / 1000)} s`), 1_000)
  clock.unref()
}

/** How wide a bar is, in letters. */
const width = 30

/** A share from 0 to 1 as a bar. */
export function bar(share: number): string {
  const full = Math.round(Math.min(Math.max(share, 0), 1) * width)
  return `[${'='.repeat(full)}${' '.repeat(width - full)}] ${Math.round((full / width) * 100)} %`
}

function show(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
