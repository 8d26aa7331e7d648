"""What stands in for Strelka: the arguments that its user guide documents, checked, and its layout of files."""
import json
import optparse
import os
import struct
import sys
import zlib

TABIX = ["callRegions", "ploidy", "indelCandidates", "forcedGT"]


def configure(kind, argv):
    parser = optparse.OptionParser()
    samples = ["bam"] if kind == "germline" else ["normalBam", "tumorBam"]
    flags = ["exome"] + (
        ["rna", "disableSequenceErrorEstimation"] if kind == "germline" else ["outputCallableRegions"]
    )
    for name in samples + ["indelCandidates", "forcedGT"]:
        parser.add_option("--" + name, dest=name, action="append", default=[])
    for name in ["referenceFasta", "callRegions", "runDir"] + (["ploidy"] if kind == "germline" else []):
        parser.add_option("--" + name, dest=name)
    for name in flags:
        parser.add_option("--" + name, dest=name, action="store_true", default=False)
    options, rest = parser.parse_args(argv)
    if rest:
        parser.error("unexpected argument %r" % rest[0])
    for name in samples + ["referenceFasta", "runDir"]:
        if not getattr(options, name):
            parser.error("--%s is missing" % name)
    if os.path.exists(options.runDir):
        parser.error("Targeted runDir already exists '%s'" % options.runDir)
    needFile(parser, options.referenceFasta, [".fai"])
    for name in samples:
        for path in getattr(options, name):
            needFile(parser, path, [".bai", ".csi", ".crai"])
    for name in TABIX:
        value = getattr(options, name, None) or []
        for path in [value] if isinstance(value, str) else value:
            needFile(parser, path, [".tbi"])

    os.makedirs(options.runDir)
    with open(os.path.join(options.runDir, "configuration.json"), "w") as out:
        json.dump({"kind": kind, "argv": argv, "options": vars(options)}, out)
    script = os.path.join(options.runDir, "runWorkflow.py")
    with open(script, "w") as out:
        out.write("#!/usr/bin/env python2\nimport sys\nsys.path.insert(0, %r)\n" % os.path.dirname(os.path.abspath(__file__)))
        out.write("from standIn import run\nrun(%r, sys.argv[1:])\n" % options.runDir)
    os.chmod(script, 0o755)


def needFile(parser, path, indexSuffixes):
    if not os.path.isfile(path):
        parser.error("Can't find '%s'" % path)
    if not any(os.path.isfile(path + suffix) for suffix in indexSuffixes):
        parser.error("Can't find an index (%s) of '%s'" % (", ".join(indexSuffixes), path))


def run(runDir, argv):
    parser = optparse.OptionParser()
    parser.add_option("-m", dest="mode", type="choice", choices=["local", "sge"])
    parser.add_option("-j", dest="jobs", type="int")
    parser.add_option("-g", dest="memGb", type="int")
    options, rest = parser.parse_args(argv)
    if rest or options.mode is None or (options.jobs or 0) < 1 or (options.memGb or 0) < 1:
        parser.error("expected -m local, -j and -g")
    with open(os.path.join(runDir, "configuration.json")) as text:
        configuration = json.load(text)
    given = configuration["options"]
    try:
        contigs = readIndex(given["referenceFasta"] + ".fai")
        for name in ["bam", "normalBam", "tumorBam"]:
            for path in given.get(name) or []:
                readMagic(path)
    except ValueError as error:
        with open(os.path.join(runDir, "workflow.error.log.txt"), "w") as log:
            log.write("%s\n" % error)
        logs = os.path.join(runDir, "workspace", "pyflow.data", "logs")
        os.makedirs(logs)
        with open(os.path.join(logs, "pyflow_log.txt"), "w") as log:
            log.write("[ERROR] %s\n" % error)
        sys.stderr.write("[ERROR] Workflow terminated: %s\n" % error)
        sys.exit(1)

    variants = os.path.join(runDir, "results", "variants")
    stats = os.path.join(runDir, "results", "stats")
    os.makedirs(variants)
    os.makedirs(stats)
    if configuration["kind"] == "germline":
        samples = ["SAMPLE%d" % (i + 1) for i in range(len(given["bam"]))]
        writeVcf(os.path.join(variants, "variants.vcf.gz"), contigs, samples)
        for i, sample in enumerate(samples):
            writeVcf(os.path.join(variants, "genome.S%d.vcf.gz" % (i + 1)), contigs, [sample])
        # As Strelka does for the first sample.
        for suffix in ["", ".tbi"]:
            os.symlink("genome.S1.vcf.gz" + suffix, os.path.join(variants, "genome.vcf.gz" + suffix))
    else:
        for kind in ["snvs", "indels"]:
            writeVcf(os.path.join(variants, "somatic.%s.vcf.gz" % kind), contigs, ["NORMAL", "TUMOR"])
    with open(os.path.join(stats, "runStats.tsv"), "w") as out:
        out.write("stand-in\ttrue\njobs\t%d\nmemGb\t%d\n" % (options.jobs, options.memGb))
        out.write("argv\t%s\n" % json.dumps(configuration["argv"]))
    with open(os.path.join(stats, "runStats.xml"), "w") as out:
        out.write("<runStats standIn='true'/>\n")


def readIndex(path):
    with open(path) as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip()]
    if not rows or any(len(row) < 5 or not row[1].isdigit() for row in rows):
        raise ValueError("'%s' is not an index that samtools faidx made" % path)
    return [(row[0], int(row[1])) for row in rows]


def readMagic(path):
    with open(path, "rb") as reads:
        if reads.read(4) not in [b"\x1f\x8b\x08\x04", b"CRAM"]:
            raise ValueError("'%s' is neither BAM nor CRAM" % path)


def writeVcf(path, contigs, samples):
    header = ["##fileformat=VCFv4.1", "##source=strelka-stand-in"]
    header += ["##contig=<ID=%s,length=%d>" % contig for contig in contigs]
    header += ["\t".join(["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + samples)]
    writeBgzf(path, "\n".join(header) + "\n")
    # https://samtools.github.io/hts-specs/tabix.pdf: no sequence has a record.
    writeBgzf(path + ".tbi", struct.pack("<4s8i", "TBI\1", 0, 2, 1, 2, 0, ord("#"), 0, 0))


def writeBgzf(path, text):
    """One block for each 60,000 bytes, and an empty one at the end: SAM specification, section 4.1."""
    with open(path, "wb") as out:
        for start in list(range(0, len(text), 60000)) + [None]:
            data = "" if start is None else text[start : start + 60000]
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
            out.write(struct.pack("<4BI2BH2B2H", 31, 139, 8, 4, 0, 0, 255, 6, 66, 67, 2, len(packed) + 25))
            out.write(packed + struct.pack("<2I", zlib.crc32(data) & 0xFFFFFFFF, len(data)))
