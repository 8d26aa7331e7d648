import { comment, groovyString } from '../language/groovy.ts';
import type { Step } from '../step/step.ts';

/** The function that lists the parameters which a configuration may set: `ext.min_quality = 20`. */
export function optionTable({ params, requests }: Step): string[] {
  return [
    '// The parameters by their names in ext, with their options.',
    'def flags() {',
    '    return [',
    ...params.flatMap(({ id, flag, description }) => [
      `        // ${comment(description)}`,
      `        ${id}: ${groovyString(flag)},`,
    ]),
    ...(params.length === 0 ? ['        :'] : []),
    '    ]',
    '}',
    '',
    '// Switches in ext for outputs that are not made by default.',
    'def switches() {',
    ...requests.map(({ id, description }) => `    // ${id}: ${comment(description)}`),
    `    return [${requests.map(({ id }) => groovyString(id)).join(', ')}]`,
    '}',
  ];
}

/** An unknown name in ext is an error, because a misspelled parameter would otherwise have no effect. */
export const OPTIONS_FUNCTIONS = `// Options of the runner for the parameters in ext, and ext.args for the tool itself.
def optionsOf(ext) {
    def known = flags().keySet() + switches() + ['args', 'prefix']
    def unknown = ext.keySet() - known
    if (unknown) {
        error("ext has no parameter \${unknown.join(', ')} here. It may have \${known.join(', ')}.")
    }
    def given = flags().findAll { id, _flag -> ext[id] != null }
    def options = given.collect { id, flag -> "--\${flag}=" + quoted(ext[id]) }
    return (options + (ext.args ? ['--extra-args=' + quoted(ext.args)] : [])).join(' ')
}

// One word of the shell.
def quoted(value) {
    return "'" + value.toString().replace("'", "'\\"'\\"'") + "'"
}
`;
