// The driver's conversion of parameters. Its own packages (pg-cursor) import it from here; @types/pg does not declare it.
declare module 'pg/lib/utils.js' {
  const utils: {
    /** A value as the text, or the bytes, of a parameter. */
    prepareValue(value: unknown): string | Buffer | null
  }
  export default utils
}
