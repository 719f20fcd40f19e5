/** The text with something replaced. Throws an Error where that is not in it: other tools write what they want. */
export function changed(text: string, found: string | RegExp, replacement: string | (() => string)): string {
  const result = typeof replacement === 'string' ? text.replace(found, replacement) : text.replace(found, replacement)
  if (result === text) throw new Error(`Generated text is not as expected: there is no ${found} in it.`)
  return result
}
