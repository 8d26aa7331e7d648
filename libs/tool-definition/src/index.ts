export type { ArgumentsGiven } from './arguments/arguments-given.ts';
export { defineTool } from './definition/define-tool.ts';
export type {
  AnyTool,
  ArgumentsContext,
  Beside,
  CheckedArguments,
  Command,
  CommandContext,
  CompanionDefinition,
  ErrorPattern,
  InputDefinition,
  InspectContext,
  InspectedFile,
  Inspection,
  NamedFile,
  OutputAlternative,
  OutputDefinition,
  PrepareContext,
  StagedDirectory,
  StagedFile,
  Step,
  ToolDefinition,
} from './definition/definition.ts';
export { describeDefinition } from './description/describe-definition.ts';
export { describeOption, type OptionDescription } from './description/describe-option.ts';
export { describeTool, type ToolDescription } from './description/describe-tool.ts';
export type { DefinitionDescription } from './description/description.ts';
export { kebabCase } from './description/kebab-case.ts';
export { endingIn, fillDefaultName, stagedName, stemOf, suffixesOf } from './definition/names.ts';
export { type Option, optionsOf } from './description/options.ts';
export { accepts, checkParams, closest } from './arguments/params.ts';
export { matches, type Pattern, patternOf, regExpOf } from './definition/pattern.ts';
export { brokenRelation, type Relation } from './arguments/relations.ts';
export { scratchBytes } from './definition/scratch-space.ts';
export { isStreamed } from './arguments/streaming.ts';
