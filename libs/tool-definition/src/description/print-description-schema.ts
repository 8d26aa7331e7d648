import { publishedSchema } from './published-schema.ts';

/** Prints the JSON Schema of tool descriptions, which `tool-description.schema.json` holds. */
process.stdout.write(`${JSON.stringify(publishedSchema(), undefined, 2)}\n`);
