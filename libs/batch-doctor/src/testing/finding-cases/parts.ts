import type { Facts, HeadFacts } from '../../facts.ts';
import { known } from '../facts.ts';

/** A finding with facts that have it and nothing else. */
export type FindingCase = readonly [code: string, certainty: string, title: string, facts: Facts];

export const image = (architectures: readonly string[] | undefined) => ({
  image: { reference: 'image', architectures: known(architectures) },
});

export const brief = (id: string, changes: object = {}) => ({
  ...{ id, name: 'other', status: 'RUNNABLE', statusReason: undefined, createdAtMs: 0 },
  ...changes,
});

export const head = (id: string, changes: object = {}, place: Partial<HeadFacts> = {}) => ({
  head: known({ first: brief(id, changes), sinceMs: 0, fromBatch: true, before: 2, ...place }),
});

export const fargate = (job: object) => ({
  job: { platforms: ['FARGATE'], ...job },
  environments: [{ kind: 'FARGATE', types: undefined, desiredVcpus: undefined }] as const,
});
