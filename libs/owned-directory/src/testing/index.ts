/** With these, a test makes what a process leaves if it is killed while it makes or removes a directory. */
export { ownIdentity } from '../process-identity.ts';
export { provisionalName } from '../provisional-directory.ts';
