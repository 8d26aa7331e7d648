export { deadForMs, ownObserver } from './dead-owner.ts';
export { lifelineState, type LifelineState } from './lifeline.ts';
export type { Observer } from './liveness.ts';
export { removeHeldDirectory, removeMarkedDirectory } from './marked-directory.ts';
export {
  createOwnedDirectory,
  heartbeatAtMs,
  OWNERSHIP_FILES,
  type OwnedDirectory,
} from './owned-directory.ts';
export { isMarked } from './owner.ts';
export { removeAbandoned } from './provisional-directory.ts';
export { removeContents, removeTree } from './remove-tree.ts';
export { isOwnedName, takeOver, type TakenDirectory, type TakeOverOptions } from './take-over.ts';
