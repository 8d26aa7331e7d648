import { readFileSync } from 'node:fs';
import tls, { rootCertificates } from 'node:tls';
import { ioError } from '../errors.ts';

/**
 * The certificates to trust, in PEM, if `AWS_CA_BUNDLE` names a file with additional ones. Otherwise `undefined`, for
 * Node's own. They include those of NODE_EXTRA_CA_CERTS.
 *
 * @throws StoreError if the file cannot be read
 */
export function trustedCertificates(env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const path = env['AWS_CA_BUNDLE'];
  if (!path) return undefined;
  try {
    return [...defaultCertificates(), readFileSync(path, 'utf8')];
  } catch (error) {
    throw ioError(error, { scheme: 'file', path });
  }
}

/** Node 20, on which the command line for users runs too, has no `getCACertificates`. */
const defaultCertificates = (): readonly string[] =>
  'getCACertificates' in tls ? tls.getCACertificates('default') : rootCertificates;
