import { publishedSchema } from './published-schema.ts';

/** Prints the JSON Schema of tool descriptions for `tool-description.schema.json`. */
process.stdout.write(`${JSON.stringify(publishedSchema(), undefined, 2)}\n`);
