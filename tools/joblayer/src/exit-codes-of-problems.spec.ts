import { batchProblem } from '@joblayer/aws-batch';
import { awsServiceProblem } from '@joblayer/aws-client';
import { descriptorProblem } from '@joblayer/descriptors';
import { exportProblem } from '@joblayer/export';
import { registryProblem } from '@joblayer/registry';
import { runProblem } from '@joblayer/runs';
import { configProblem } from './config/problems.ts';
import { engineProblem } from './engine/problems.ts';
import { localProblem } from './local-rows/problems.ts';
import { EXIT_CODES } from './exit-codes-of-problems.ts';
import { exportUsageProblem } from './export/problems.ts';
import { recordProblem } from './runs/problems.ts';
import { ecrProblem } from './registry/problems.ts';
import { fileProblem } from './run/problems.ts';
import { toolProblem } from './tool/problems.ts';

describe('the exit codes', () => {
  it('are of exactly the problems that this program can have', () => {
    const tables = [
      ...[awsServiceProblem, registryProblem, configProblem, engineProblem, ecrProblem],
      ...[fileProblem, toolProblem, recordProblem, batchProblem, runProblem, localProblem],
      ...[descriptorProblem, exportProblem, exportUsageProblem],
    ];
    const codes = tables.flatMap((table) => table.codes as readonly string[]);
    expect(Object.keys(EXIT_CODES).toSorted()).toEqual(codes.toSorted());
  });
});
