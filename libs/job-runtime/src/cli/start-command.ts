/** How a user runs this image, for messages. Apptainer, or Singularity before it, states the image's file name. */
export function startCommand(env: NodeJS.ProcessEnv): string {
  const apptainer = env['APPTAINER_NAME'];
  if (apptainer) return `apptainer run ${apptainer}`;
  const singularity = env['SINGULARITY_NAME'];
  if (singularity) return `singularity run ${singularity}`;
  return 'docker run IMAGE';
}
