import type { EcrClient, RepositoryTraits } from './ecr-client.ts';

/**
 * Reads from ECR as `ecr` does. Reports each call that would change something, and does not make
 * it.
 */
export function dryRunEcrClient(ecr: EcrClient, say: (line: string) => void): EcrClient {
  const wouldCall = (action: string, name: string, ...facts: unknown[]) =>
    say(`Would call ${action} for ${name}: ${facts.map((fact) => asText(fact)).join(' ')}`);
  return {
    ...ecr,
    async createRepository(name, { scanOnPush, tags, encryption }) {
      const traits: RepositoryTraits = { scanOnPush, tags, encryption };
      wouldCall('ecr:CreateRepository', name, traits);
      const { host } = await ecr.logIn();
      return { uri: `${host}/${name}`, ...traits };
    },
    putScanOnPush: async (name, scanOnPush) =>
      wouldCall('ecr:PutImageScanningConfiguration', name, { scanOnPush }),
    putTagRule: async (name, rule) => wouldCall('ecr:PutImageTagMutability', name, rule),
    putLifecyclePolicy: async (name, policy) => wouldCall('ecr:PutLifecyclePolicy', name, policy),
    putAccessPolicy: async (name, policy) => wouldCall('ecr:SetRepositoryPolicy', name, policy),
  };
}

const asText = (fact: unknown): string => (typeof fact === 'string' ? fact : JSON.stringify(fact));
