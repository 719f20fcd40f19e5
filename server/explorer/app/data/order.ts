// The order of texts on the page.

const collator = new Intl.Collator('en')

/** Compares texts as a dictionary does. One collator for all: each localeCompare looks for its own. */
export const inOrder = (a: string, b: string): number => collator.compare(a, b)
