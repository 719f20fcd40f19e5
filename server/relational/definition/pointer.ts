/** A reference to a row, by type and key, from a resolver. One statement then reads what the request selects of it. */
export class Pointer<Name extends string = string> {
  /** Only in the type: pointers to rows of different tables are different. */
  declare readonly table: Name
  readonly type: string
  readonly key: number | string

  constructor(type: string, key: number | string) {
    this.type = type
    this.key = key
  }
}
