import type { Endpoint } from '../bed/endpoint.ts';

/** A load's name. The load over TLS has the name of the plain one with `-tls`. */
export const nameOf = (load: string, scheme: Endpoint['scheme']): string =>
  scheme === 'https' ? `${load}-tls` : load;
