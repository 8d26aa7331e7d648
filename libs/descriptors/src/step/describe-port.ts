import { describeOption, type Option } from '@joblayer/tool-definition';

/**
 * What an option means, on one line: its description, what it may be, and its default. A default is only stated. The
 * runner fills it in, because an option that was given counts in relations to others.
 */
export function describePort(option: Option): string {
  const { meaning, defaultText } = describeOption(option);
  const limits = limitsOf(option);
  const text = limits === '' ? meaning : `${meaning} (${limits})`;
  if (option.group !== 'param' || option.definition.default === undefined) return oneLine(text);
  return oneLine(`${text}. Default: ${defaultText}`);
}

/** The limits that `describeOption` gives as a type, or not at all. */
function limitsOf(option: Option): string {
  if (option.group !== 'param') return '';
  const { enum: choices, expects } = option.definition;
  return [choices && `one of ${choices.join(', ')}`, expects].filter(Boolean).join('; ');
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
