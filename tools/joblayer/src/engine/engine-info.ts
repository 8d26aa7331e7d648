import * as z from 'zod';

export type EngineProgram = 'docker' | 'podman';

/** What an engine has, and how it maps users. */
export interface EngineInfo {
  readonly cpus: number;
  readonly memoryMiB: number;
  /** As images name it: `linux/amd64`. */
  readonly platform: string;
  /** The engine runs without root. Its containers' root is then the user who runs it. */
  readonly isRootless: boolean;
  /** The engine maps the users of containers to others (docker's userns-remap). */
  readonly remapsUsers: boolean;
}

const BYTES_PER_MIB = 1024 * 1024;
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

const dockerSchema = z.object({
  NCPU: z.number(),
  MemTotal: z.number(),
  OSType: z.string().default('linux'),
  Architecture: z.string(),
  SecurityOptions: z.array(z.string()).nullish(),
});

const podmanSchema = z.object({
  host: z.object({
    cpus: z.number(),
    memTotal: z.number(),
    os: z.string().default('linux'),
    arch: z.string(),
    security: z.object({ rootless: z.boolean() }),
  }),
});

/** @param json what `info` prints: docker and podman have fields of their own */
export function infoOf(program: EngineProgram, json: string): EngineInfo {
  const parsed: unknown = JSON.parse(json);
  if (program === 'podman') {
    const { cpus, memTotal, os, arch, security } = podmanSchema.parse(parsed).host;
    return { ...sizes(cpus, memTotal), ...userMapping(os, arch, security.rootless) };
  }
  const { NCPU, MemTotal, OSType, Architecture, SecurityOptions } = dockerSchema.parse(parsed);
  const has = (name: string) => (SecurityOptions ?? []).some((each) => each === `name=${name}`);
  return {
    ...sizes(NCPU, MemTotal),
    ...userMapping(OSType, Architecture, has('rootless'), has('userns')),
  };
}

const sizes = (cpus: number, memoryBytes: number) => ({
  cpus,
  memoryMiB: Math.floor(memoryBytes / BYTES_PER_MIB),
});

const userMapping = (os: string, arch: string, isRootless: boolean, remapsUsers = false) => ({
  platform: `${os}/${ARCHITECTURES[arch] ?? arch}`,
  isRootless,
  remapsUsers,
});
