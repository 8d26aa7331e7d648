/**
 * Whether the environment requires a proxy for `url`: by HTTP_PROXY or HTTPS_PROXY, in upper or lower case. NO_PROXY
 * excepts a host, a domain above it (with or without a dot in front), or everything by `*`.
 */
export function needsProxy({ protocol, hostname }: URL, env: NodeJS.ProcessEnv): boolean {
  const name = `${protocol.slice(0, -1)}_proxy`;
  if (!(env[name] ?? env[name.toUpperCase()])) return false;
  const exceptions = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(',');
  return !exceptions.some((text) => {
    const exception = text.trim().replace(/^\*?\./, '');
    if (exception === '*') return true;
    return exception !== '' && (hostname === exception || hostname.endsWith(`.${exception}`));
  });
}
