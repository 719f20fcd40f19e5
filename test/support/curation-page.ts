// The parts of the page that curators use, as tests find them.
import type { Locator, Page } from 'playwright-core'

/** A page with facts of many kinds. */
export const somalia = '/initiative/somalia-mixed-migration-task-force'

export const pen = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Correct ${name}`, exact: true })

export const form = (page: Page, name: string): Locator => page.getByRole('form', { name, exact: true })
