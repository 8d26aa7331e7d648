import type * as z from 'zod';
import type { params } from './quant-params.ts';

/** The options of `salmon quant` for a job's parameters. */
export function optionsOf(given: z.output<typeof params>): readonly string[] {
  const numbers = {
    ...{ '--numBootstraps': given.bootstraps, '--numGibbsSamples': given.gibbsSamples },
    ...{ '--fldMean': given.fragmentLength, '--fldSD': given.fragmentSd },
    ...{ '--fldMax': given.maxFragmentLength, '--minScoreFraction': given.minScoreFraction },
    ...{ '--minAssignedFrags': given.minAssignedFragments, '--incompatPrior': given.incompatPrior },
    ...(given.gibbsSamples > 0 && { '--thinningFactor': given.thinningFactor }),
  };
  const flags = {
    ...{ '--seqBias': given.seqBias, '--gcBias': given.gcBias, '--posBias': given.posBias },
    ...{ '--useEM': given.optimizer === 'em', '--noLengthCorrection': !given.lengthCorrection },
    ...{ '--recoverOrphans': given.recoverOrphans, '--discardOrphansQuasi': given.discardOrphans },
    ...{ '--softclipOverhangs': given.softclipOverhangs, '--meta': given.metagenome },
    ...{ '--dumpEq': given.writeClasses, '--writeUnmappedNames': given.writeUnmapped },
  };
  return [
    ...['-l', given.libraryType],
    ...Object.entries(numbers).flatMap(([flag, value]) => [flag, String(value)]),
    ...Object.entries(flags).flatMap(([flag, isOn]) => (isOn ? [flag] : [])),
  ];
}
