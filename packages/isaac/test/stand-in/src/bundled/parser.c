int xmlDebugLevel;

int parse(void) { return xmlDebugLevel; }
