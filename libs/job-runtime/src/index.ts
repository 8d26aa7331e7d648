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
export { describeOption, type OptionDescription } from './tool/description/describe-option.ts';
export { describeDefinition } from './tool/description/describe-definition.ts';
export { describeTool, type ToolDescription } from './tool/description/describe-tool.ts';
export type { DefinitionDescription } from './tool/description/description.ts';
export { matches, patternOf, type Pattern } from './tool/pattern.ts';
export type { Relation } from './tool/relations.ts';
export { isStreamed } from './tool/streaming.ts';
export { optionsOf, type Option } from './tool/description/options.ts';
