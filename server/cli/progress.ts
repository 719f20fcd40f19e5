// One line on a terminal that says what a command is doing. Scripts do not see it.

/** Says what is being done now; an empty text takes the line away. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
}
