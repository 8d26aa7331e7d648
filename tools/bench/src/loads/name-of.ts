import type { Endpoint } from '../bed/endpoint.ts';

/** A load's name: the one over TLS is named after the other. */
export const nameOf = (load: string, scheme: Endpoint['scheme']): string =>
  scheme === 'https' ? `${load}-tls` : load;
