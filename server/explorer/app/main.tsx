// Starts the page.
import './style/main.css'
import { render } from 'preact'
import { followLinks } from './address.ts'
import { App } from './app.tsx'
import { keepScroll } from './scroll.ts'

const root = document.getElementById('app')
if (root) {
  followLinks()
  keepScroll()
  // What the HTML holds until then stands in the same place.
  root.replaceChildren()
  render(<App />, root)
}
