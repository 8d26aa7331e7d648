/* A tentative definition, which parser.c repeats: one variable by -fcommon, an error of the linker by -fno-common. */
int xmlDebugLevel;

int parse(void);

int main(void) { return parse() + xmlDebugLevel; }
