import * as z from 'zod';
import { registryProblem } from '../problems.ts';
import type { RegistryResponse } from './registry-http.ts';

const REASON_BYTES = 500;
const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;

/**
 * @param isRight whether a success comes from the registry: a proxy in between sends pages of its
 * own
 */
export function expectSuccess(
  response: RegistryResponse,
  host: string,
  isRight: () => boolean,
): void {
  const { status, mediaType, body } = response;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && isRight()) return;
  const reason = new TextDecoder().decode(body.subarray(0, REASON_BYTES)).trim();
  const isTransient = status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
  if (isTransient || isSuccess || (status === NOT_FOUND && !isOfRegistry(response))) {
    const detail = `HTTP ${status} ${isTransient ? '' : `${mediaType} `}${reason}`;
    throw registryProblem({ code: 'registry-unavailable', host, detail });
  }
  throw registryProblem({ code: 'registry-refused', host, status, detail: reason });
}

const errorsSchema = z.object({ errors: z.array(z.unknown()) });

/**
 * Whether an error comes from the registry, or has no body. A proxy's 404 does not mean that the
 * manifest is absent.
 */
export function isOfRegistry({ body }: RegistryResponse): boolean {
  if (body.length === 0) return true;
  try {
    return errorsSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).success;
  } catch {
    return false;
  }
}
