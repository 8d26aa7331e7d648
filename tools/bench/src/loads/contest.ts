import { ratioGoal, type Goal } from '../report/goals.ts';
import { awsCliClassic, awsCliCrt } from '../sides/aws-cli.ts';
import { boto3Wrapper } from '../sides/boto3.ts';
import { joblayer, onNodeHttp, onUndici, sdk } from '../sides/drivers.ts';
import { minioClient } from '../sides/minio-client.ts';
import { rclone } from '../sides/rclone.ts';
import type { Side } from '../sides/side.ts';

/** The sides of a load of transfers, and its goals. */
export interface Contest {
  /** The load's name in this contest, from its name in the contest against peers. */
  readonly nameOf: (usual: string) => string;
  readonly ours: Side;
  readonly peers: readonly Side[];
  /** Whether the ceilings, which no side can exceed, are measured as well. */
  readonly hasCeilings: boolean;
  /** @param boundedBy the names of the ceilings of the transfer between server and client */
  readonly goals: (boundedBy: readonly string[]) => readonly Goal[];
}

const PEERS = [awsCliClassic, awsCliCrt, rclone, minioClient, sdk, boto3Wrapper];

/** Joblayer side by side with the programs that users would pick instead. */
export const AGAINST_PEERS: Contest = {
  nameOf: (usual) => usual,
  ours: joblayer,
  peers: PEERS,
  hasCeilings: true,
  goals: (boundedBy) => {
    const peers = PEERS.map(({ name }) => name);
    const cpu = 'joblayer / aws-cli classic, CPU time per GB';
    return [
      ratioGoal(joblayer.name, peers, 0.9, undefined, 'joblayer / fastest peer, wall time'),
      ratioGoal(joblayer.name, [awsCliClassic.name], 0.3, (each) => each.cpuSeconds, cpu),
      ...(boundedBy.length > 0
        ? [ratioGoal(joblayer.name, boundedBy, 1.3, undefined, 'joblayer / ceiling, wall time')]
        : []),
    ];
  },
};

/** The most that another HTTP client may cost, relative to the runtime's own, to replace it. */
const MOST_OF_OWN_CLIENT = 1.1;

/** The runtime's own HTTP client side by side with others, with the same transfer engine. */
export const CLIENTS: Contest = {
  nameOf: (usual) => `clients-${usual}`,
  ours: joblayer,
  peers: [onUndici, onNodeHttp],
  hasCeilings: false,
  goals: () =>
    [onUndici, onNodeHttp].flatMap(({ name }) => [
      ratioGoal(name, [joblayer.name], MOST_OF_OWN_CLIENT),
      ratioGoal(
        name,
        [joblayer.name],
        MOST_OF_OWN_CLIENT,
        ({ cpuSeconds }) => cpuSeconds,
        `${name} / joblayer, CPU time`,
      ),
    ]),
};

/** The transfer engine side by side with itself without one of its controllers. */
export const lessController = (name: string, ours: Side, others: readonly Side[]): Contest => ({
  nameOf: () => name,
  ours,
  peers: others,
  hasCeilings: false,
  goals: () => [],
});
