// Components that are drawn again only where one of their properties has changed.
import { Component, type ComponentChildren, type FunctionComponent, h } from 'preact'

const isSame = (before: object, after: object): boolean => {
  const names = Object.keys(after)
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => Object.is(Reflect.get(before, name), Reflect.get(after, name)))
  )
}

/** The same component, drawn again only where a property is another value. */
export function memo<Props extends object>(Inner: FunctionComponent<Props>): new () => Component<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !isSame(this.props, next)
    }
    override render(): ComponentChildren {
      return h(Inner, this.props)
    }
  }
}
