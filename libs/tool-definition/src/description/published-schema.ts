import * as z from 'zod';
import { toolDescriptionSchema } from './description-schema.ts';

/**
 * The JSON Schema of tool descriptions as it is published. It allows fields that it does not know, so that it fits the
 * descriptions of later images, too.
 */
export const publishedSchema = (): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(toolDescriptionSchema, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
