/* The only program of the image with musl: `sh -c WORD NAME INPUT OUTPUT`. foreign-images.spec.ts says what each does. */
#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;
static char buffer[1 << 16];

static void copy(const char *from, FILE *to) {
  FILE *in = fopen(from, "r");
  if (!in) return;
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, in)) > 0;)
    if (fwrite(buffer, 1, got, to) != got) exit(1);
  fclose(in);
}

static void look(FILE *out) {
  for (char **variable = environ; *variable; variable++) fprintf(out, "%s\n", *variable);
  DIR *processes = opendir("/proc");
  for (struct dirent *entry; processes && (entry = readdir(processes));) {
    char path[300];
    snprintf(path, sizeof path, "/proc/%s/environ", entry->d_name);
    copy(path, out);
  }
}

static void take_memory(void) {
  for (;;) {
    char *block = malloc(1 << 20);
    if (block) memset(block, 1, 1 << 20);
  }
}

int main(int argc, char **argv) {
  if (argc < 6 || strcmp(argv[1], "-c") != 0) return 2;
  const char *word = argv[2];
  FILE *out = strcmp(word, "nothing") == 0 ? stdout : fopen(argv[5], "w");
  if (!out) return 1;
  if (strcmp(word, "copy") == 0) copy(argv[4], out);
  if (strcmp(word, "fail") == 0) return fputs("x\n", out), fclose(out), 42;
  if (strcmp(word, "look") == 0) look(out);
  if (strcmp(word, "memory") == 0) take_memory();
  if (strcmp(word, "wait") == 0) fputs("ready\n", stderr), sleep(600);
  if (strcmp(word, "fill") == 0)
    while (fwrite(buffer, 1, sizeof buffer, out) == sizeof buffer) continue;
  if (strcmp(word, "stream") == 0) {
    snprintf(buffer, sizeof buffer, "%s/once.fq", dirname(strdup(argv[4])));
    copy(strdup(buffer), out);
  }
  return fclose(out) == 0 ? 0 : 1;
}
