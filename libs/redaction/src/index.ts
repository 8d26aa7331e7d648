export { createRedactor, redactingStream, type Redactor, type TextStream } from './redact.ts';
export { namesSecret, withoutUser } from './secret-variables.ts';
