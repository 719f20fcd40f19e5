// Telling actions from other objects.
import type { ActionDetailFragment, ExplorerCellQuery } from '../generated.ts'

/** Whether an object that was read by its id is an action. */
export const isDetail = (node: ExplorerCellQuery['nodes'][number]): node is ActionDetailFragment =>
  node !== null && 'summary' in node
