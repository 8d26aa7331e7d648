import type { DefinitionDescription } from '@joblayer/tool-definition';
import type { EngineInfo } from '../../engine/engine-info.ts';
import type { Engine } from '../../engine/engine.ts';
import type { StopSignals } from '../../run/stop-signals.ts';
import type { Outside } from '../../runs/outside.ts';
import type { FoundTool } from '../../tool/find-tool.ts';
import type { RowDisplay } from './row-display.ts';
import type { RowOptions } from '../sheet-run-options.ts';

/** What all rows of a run share. */
export interface RowContext {
  readonly options: RowOptions;
  readonly engine: Engine;
  readonly info: EngineInfo;
  readonly tool: FoundTool;
  readonly definition: DefinitionDescription;
  /** Its stores work after a signal too, so that the ends of rows are recorded. */
  readonly outside: Outside;
  readonly signals: StopSignals;
  readonly display: RowDisplay;
}
