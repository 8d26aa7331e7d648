export interface EcrPlace {
  /** Undefined: that of the credentials. */
  readonly account: string | undefined;
  /** Undefined: that of the SDK's own chain. */
  readonly region: string | undefined;
}

const HOST = /^(?<account>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.[a-z.]+$/;

/**
 * @example ecrPlace('123456789012.dkr.ecr.eu-central-1.amazonaws.com')
 * // { account: '123456789012', region: 'eu-central-1' }
 */
export function ecrPlace(host: string): EcrPlace | undefined {
  const { account, region } = HOST.exec(host)?.groups ?? {};
  return account === undefined ? undefined : { account, region };
}
