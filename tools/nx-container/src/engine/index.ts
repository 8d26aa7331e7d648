export { findBuilder, type Builder } from './builder.ts';
export { dockerEngine, type Engine } from './engine.ts';
export { engineProblem } from './problems.ts';
