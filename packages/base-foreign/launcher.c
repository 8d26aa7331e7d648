/*
 * Starts the runner in an image of which nothing is asked. It is linked statically, so no variable of the image and no
 * library of it has a part in it. Its name decides what it does:
 *
 *   node          starts Node without the image's LD_PRELOAD and the like
 *   joblayer-run  starts the runner below tini, with the arguments that the image takes
 *   mkfifo        makes FIFOs: `mkfifo -m 600 PATH...`
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOT "/opt/joblayer"
/* libs/job-runtime/src/host/held-variables.ts gives these variables back to the tool. */
#define HELD "JOBLAYER_HELD_"

extern char **environ;

/* Variables by which an image changes what Node loads before its first line of JavaScript. */
static const char *const PREFIXES[] = {"LD_", "GLIBC_TUNABLES=", "GCONV_PATH=", "LOCPATH=", "OPENSSL_", "MALLOC_"};

static int is_held(const char *variable) {
  for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
    if (strncmp(variable, PREFIXES[i], strlen(PREFIXES[i])) == 0) return 1;
  return 0;
}

static int failed(const char *what) {
  perror(what);
  return 127;
}

static int node(char **argv) {
  for (char **variable = environ; *variable; variable++) {
    if (!is_held(*variable)) continue;
    char *held = malloc(sizeof HELD + strlen(*variable));
    if (!held) return failed("node");
    *variable = strcat(strcpy(held, HELD), *variable);
  }
  execv(ROOT "/lib/node", argv);
  return failed(ROOT "/lib/node");
}

static int joblayer_run(int argc, char **argv) {
  char *const start[] = {"tini", "-s", "--", ROOT "/bin/node", ROOT "/main.js"};
  size_t words = sizeof start / sizeof *start;
  char **all = calloc(words + (size_t)argc, sizeof *all);
  if (!all) return failed("joblayer-run");
  memcpy(all, start, sizeof start);
  memcpy(all + words, argv + 1, (size_t)argc * sizeof *all);
  execv(ROOT "/bin/tini", all);
  return failed(ROOT "/bin/tini");
}

static int make_fifos(int argc, char **argv) {
  if (argc < 4 || strcmp(argv[1], "-m") != 0) {
    fputs("mkfifo: expected -m MODE PATH...\n", stderr);
    return 64;
  }
  umask(0);
  for (int i = 3; i < argc; i++)
    if (mkfifo(argv[i], (mode_t)strtoul(argv[2], NULL, 8)) != 0) {
      perror(argv[i]);
      return 1;
    }
  return 0;
}

int main(int argc, char **argv) {
  const char *slash = strrchr(argv[0], '/');
  const char *name = slash ? slash + 1 : argv[0];
  if (strcmp(name, "mkfifo") == 0) return make_fifos(argc, argv);
  if (strcmp(name, "joblayer-run") == 0) return joblayer_run(argc, argv);
  return node(argv);
}
