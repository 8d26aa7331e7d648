import ts from 'typescript';

/** What people read of a TypeScript file. */
export interface SourceText {
  readonly names: ReadonlySet<string>;
  readonly messages: readonly string[];
  readonly comments: readonly string[];
}

/** Takes a file's text apart. Comments that follow each other line by line are one. */
export function sourceText(path: string, text: string): SourceText {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.add(node.text);
    else if (isText(node) && !isSpecifier(node)) messages.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { names, messages, comments: commentsOf(text) };
}

const isText = (node: ts.Node): node is ts.StringLiteral | ts.TemplateLiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

const isSpecifier = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent);

function commentsOf(text: string): string[] {
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  const comments: string[] = [];
  let lastEnd = -1;
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isLine = kind === ts.SyntaxKind.SingleLineCommentTrivia;
    if (!isLine && kind !== ts.SyntaxKind.MultiLineCommentTrivia) continue;
    const comment = scanner.getTokenText().replace(/^\/[/*]+|\*+\/$/g, '');
    const isNext = isLine && /^\s*$/.test(text.slice(lastEnd, scanner.getTokenStart()));
    if (isNext && comments.length > 0) comments.push(`${comments.pop()} ${comment}`);
    else comments.push(comment);
    lastEnd = scanner.getTokenEnd();
  }
  return comments;
}
