export const COMMON_FILE = 'joblayer.smk';

/**
 * Makes the options of a command from what a rule was given. A name that the tool does not have is an error, because a
 * misspelled one would otherwise have no effect.
 */
export const COMMON = `# What the rules of Joblayer's tools share.

import shlex

MIB_IN_MB = 1.048576


def joblayer_options(tool, input, output, resources, settings):
    """The options of joblayer-run for the files of a rule, and for the parameters in the configuration."""
    words = []
    for kind, files in (("inputs", input), ("outputs", output)):
        for name, value in files.items():
            flag = joblayer_flag(tool, kind, name)
            if isinstance(value, str):
                words.append(f"--{flag}={value}")
            elif value:
                words.extend([f"--{flag}", *value])
    for name, value in settings.items():
        flag = joblayer_flag(tool, "parameters", name)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        words.append(f"--{flag}={text}")
    if isinstance(resources.get("mem_mb"), (int, float)):
        words.append(f"--memory-mib={int(resources.mem_mb / MIB_IN_MB)}")
    return shlex.join(words)


def joblayer_flag(tool, kind, name):
    if name in tool[kind]:
        return tool[kind][name]
    known = ", ".join(tool[kind])
    raise WorkflowError(f"{tool['name']} has no {name} among its {kind}. It has {known}.")
`;
