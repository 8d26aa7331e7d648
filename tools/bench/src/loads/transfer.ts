import type { Endpoint } from '../bed/endpoint.ts';
import type { Side } from '../sides/side.ts';
import type { Contest } from './contest.ts';
import type { Contender, Load } from './load.ts';

/** What such a load is made of. */
export interface TransferLoad {
  readonly contest: Contest;
  /** The load's name where Joblayer meets what users would pick instead. */
  readonly name: string;
  readonly title: string;
  readonly endpoint: Endpoint;
  readonly bytes: number;
  readonly ceilings: readonly Contender[];
  /** The names of those ceilings that bound the way from or to the server. */
  readonly boundedBy: readonly string[];
  readonly contender: (side: Side) => Pick<Contender, 'prepare' | 'check'> & {
    readonly argv: Contender['commands'][number]['argv'];
  };
  readonly cleanUp: () => Promise<void>;
}

/** One of the loads that every side of a contest takes part in, with the goals that the contest has. */
export function transferLoad(load: TransferLoad): Load {
  const { contest, name, title, bytes, endpoint, ceilings, boundedBy, cleanUp } = load;
  const contenders = [contest.ours, ...contest.peers].map((side): Contender => {
    const { argv, prepare, check } = load.contender(side);
    const role = side === contest.ours ? 'ours' : 'peer';
    const env = { ...endpoint.env, ...side.env(endpoint) };
    return { name: side.name, role, commands: [{ argv, env }], prepare, check };
  });
  return {
    name: contest.nameOf(name),
    title,
    bytes,
    contenders: [...contenders, ...(contest.hasCeilings ? ceilings : [])],
    goals: contest.goals(boundedBy),
    cleanUp,
  };
}
