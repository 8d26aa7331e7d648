import { type Servers, submitAll } from './submission.ts';

/** A process that a test can kill. Its argument has the servers as JSON. */
await submitAll(JSON.parse(process.argv[2] ?? '') as Servers);
