// Aligns the reads of each sample, and measures the alignments: two modules of Joblayer, one after the other.
//
// The modules and nextflow.config come from joblayer export: see README.md beside this file.

include { BWA_MEM } from './modules/bwa-mem/main'
include { SAMTOOLS_STATS } from './modules/samtools-stats/main'

workflow {
    // A sheet with the columns sample, reads1 and reads2, of which the last may be empty.
    samples = channel.fromPath(params.input, checkIfExists: true)
        .splitCsv(header: true)
        .map { row ->
            def reads2 = row.reads2 ? file(row.reads2, checkIfExists: true) : []
            tuple([id: row.sample], file(row.reads1, checkIfExists: true), reads2)
        }

    BWA_MEM(samples, file(params.reference, checkIfExists: true))

    // An optional input is an empty list if it is not given: here the genome with its indexes, and the targets.
    SAMTOOLS_STATS(BWA_MEM.out.bam.join(BWA_MEM.out.bai), [[:], [], [], []], [])

    // Each module states the versions of its software.
    channel.topic('versions')
        .unique()
        .map { process, software, version -> "${process.tokenize(':').last()}: ${software} ${version}" }
        .collectFile(name: 'versions.txt', storeDir: params.outdir, newLine: true, sort: true)
}
