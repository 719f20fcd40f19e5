/** An object with exactly one of these members. */
export type OneOf<Members> = {
  [Key in keyof Members]: Pick<Members, Key> & { readonly [Other in Exclude<keyof Members, Key>]?: undefined }
}[keyof Members]
