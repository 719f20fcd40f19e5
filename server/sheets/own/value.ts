// What a cell holds once it is read. It has a file of its own, since pages in a browser import it too.

export type Value = string | number | boolean | null
