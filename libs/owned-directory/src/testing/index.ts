/** With these, a test makes what a process leaves that was killed while it made or removed a directory. */
export { ownIdentity } from '../process-identity.ts';
export { provisionalName } from '../provisional-directory.ts';
