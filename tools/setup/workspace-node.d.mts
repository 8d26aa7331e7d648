export function workspaceNode(root: string, architecture?: string): Promise<string | undefined>;
