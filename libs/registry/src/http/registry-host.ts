const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Whether a registry, by host[:port], is on this machine, as a local cloud's is. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** The URL of the registry's API: plain HTTP only on this machine, as for docker itself. */
export function registryUrl(host: string): string {
  return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}
