/** Exit codes are those of the runner (libs/job-runtime/README.md). */
export const CONFIG = `// For pipelines with modules of Joblayer: nextflow run main.nf -c nextflow.config -profile docker

process {
    // 75: a failure that passes, such as a busy service. 137: out of memory; the next attempt asks for more.
    errorStrategy = { task.exitStatus in [75, 137] ? 'retry' : 'finish' }
    maxRetries = 2
}

profiles {
    docker {
        docker.enabled = true
        docker.runOptions = '-u $(id -u):$(id -g)'
    }
    apptainer {
        apptainer.enabled = true
        apptainer.autoMounts = true
    }
    singularity {
        singularity.enabled = true
        singularity.autoMounts = true
    }
}
`;
