// What the driver's own sister packages use of its inside, and no package of types describes.
declare module 'pg/lib/utils.js' {
  const utils: {
    /** A value as the text, or the bytes, of a parameter. */
    prepareValue(value: unknown): string | Buffer | null
  }
  export default utils
}
