export { checkArguments } from './cli/check-arguments.ts';
export { runCli } from './cli/cli.ts';
export { selectTool, type ToolsOfImage } from './cli/select-tool.ts';
export { JobError, usageError, type JobErrorCode } from './errors.ts';
export { defineTool } from './tool/define-tool.ts';
export type {
  CheckedArguments,
  AnyTool,
  ArgumentsContext,
  Command,
  CommandContext,
  ErrorPattern,
  InputDefinition,
  InspectContext,
  InspectedFile,
  Inspection,
  OutputAlternative,
  NamedFile,
  OutputDefinition,
  PrepareContext,
  StagedDirectory,
  StagedFile,
  Step,
  ToolDefinition,
} from './tool/definition.ts';
export { describeOption, type OptionDescription } from './tool/describe-option.ts';
export { describeTool } from './tool/describe-tool.ts';
export { matches, patternOf, type Pattern } from './tool/pattern.ts';
export type { Relation } from './tool/relations.ts';
export { isStreamed } from './tool/streaming.ts';
export { optionsOf, type Option } from './tool/options.ts';
