/** A row that a resolver only points to, by type and key. What the request selects of it is read afterwards, in one statement. */
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
