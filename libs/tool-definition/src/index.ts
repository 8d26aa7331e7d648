export { argumentsOf, type ParsedArguments, type Variables } from './command-line/arguments-of.ts';
export { hasRows, parseJobSpec } from './command-line/job-spec.ts';
export { isArguments, isFlag, isList, type GivenOptions } from './command-line/given-options.ts';
export { commandsOfImage, type HelpCommands, helpText, softwareOf } from './command-line/help.ts';
export {
  type CommandLine,
  parseCommandLine,
  type ParseOptions,
} from './command-line/parse-command-line.ts';
export type { RuntimeValues } from './command-line/runtime-options.ts';
export { readOptions } from './command-line/read-options.ts';
export { selectDefinition } from './command-line/select-definition.ts';
export type { Command, CommandContext, Step } from './definition/command.ts';
export { defineTool } from './definition/define-tool.ts';
export type { AnyTool, ToolDefinition } from './definition/definition.ts';
export type { ErrorPattern } from './definition/error-pattern.ts';
export type {
  ArgumentsContext,
  CheckedArguments,
  InspectContext,
  InspectedFile,
  Inspection,
  NamedFile,
  PrepareContext,
} from './definition/hooks.ts';
export type { SecondaryFileDefinition, InputDefinition } from './definition/inputs.ts';
export type { Beside, OutputAlternative, OutputDefinition } from './definition/outputs.ts';
export {
  secondaryFilesBeside,
  type SecondaryFilePlace,
} from './definition/secondary-files-beside.ts';
export type { StagedDirectory, StagedFile } from './definition/staged.ts';
export { describeDefinition } from './description/describe-definition.ts';
export { describeOption, type OptionDescription } from './description/describe-option.ts';
export { describeTool, type ToolDescription } from './description/describe-tool.ts';
export type {
  DefinitionDescription,
  InputDescription,
  OutputDescription,
  SecondaryFileDescription,
} from './description/description.ts';
export { kebabCase } from './description/kebab-case.ts';
export { endingIn, stagedName, stemOf, suffixesOf } from './definition/names.ts';
export { type Option, optionsOf } from './description/options.ts';
export { askedMemoryMiB, checkAskedMemory } from './arguments/memory-floor.ts';
export { accepts, closest } from './arguments/params.ts';
export { matches, type Pattern, patternOf, regExpOf } from './definition/pattern.ts';
export { checkRefinements } from './arguments/refinements.ts';
export { conditionText, type Relation, type RelationMessage } from './arguments/relations.ts';
export { scratchBytes } from './definition/scratch-space.ts';
export { isStreamed } from './arguments/streaming.ts';
export { locationsOf } from './plan/arguments-plan.ts';
export type {
  ArgumentsPlan,
  PlannedAlternative,
  PlannedSecondaryFile,
  PlannedInput,
  PlannedOutput,
  UnnamedUrl,
} from './plan/arguments-plan.ts';
export type { ArgumentsRequest } from './plan/arguments-request.ts';
export { type DescribedContext, planArguments } from './plan/plan-arguments.ts';
export { endsIn } from './plan/reject-outputs.ts';
export { flagOf } from './description/flag-of.ts';
export { checkOption } from './plan/check-option.ts';
export {
  findProblems,
  type FoundProblem,
  missingOptions,
  problemsOfOptions,
} from './plan/find-problems.ts';
export { keyOf, type KnownNames } from './plan/url-names.ts';
export { errorText, UsageError, usageError } from './usage-error.ts';
