/** What a node of a graph rests on, all the way down. */
export interface Coverage {
  /** It reaches something, all of that holds, and nothing on the way goes round in a circle. */
  readonly isCovered: boolean;
  /** It lies on a circle, or reaches one. */
  readonly isCycle: boolean;
}

/**
 * Deep coverage of every node: one walk of Tarjan's algorithm without recursion, each node's answer kept, so that circles end
 * and layers that share their nodes cost what their edges do.
 *
 * @param edges For each node, what it rests on.
 * @param holds Whether a node without edges holds; null when it is nothing that could.
 */
export function deepCoverage(
  edges: readonly (readonly number[])[],
  holds: (node: number) => boolean | null,
): readonly Coverage[] {
  const count = edges.length;
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const covered = new Uint8Array(count);
  const cyclic = new Uint8Array(count);
  const component = new Int32Array(count).fill(-1);
  const stack: number[] = [];
  let next = 0;
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    const path: { readonly node: number; edge: number }[] = [{ node: root, edge: 0 }];
    while (path.length > 0) {
      const frame = path.at(-1);
      if (frame === undefined) break;
      const { node } = frame;
      if (frame.edge === 0) {
        order[node] = low[node] = next++;
        stack.push(node);
        onStack[node] = 1;
      }
      const target = edges[node]?.[frame.edge];
      if (target !== undefined) {
        frame.edge++;
        if (order[target] === -1) path.push({ node: target, edge: 0 });
        else if (onStack[target] === 1) low[node] = Math.min(low[node] ?? 0, order[target] ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above.node] = Math.min(low[above.node] ?? 0, low[node] ?? 0);
      if (low[node] === order[node]) closeComponent(node);
    }
  }
  return Array.from({ length: count }, (_, node) => ({
    isCovered: covered[node] === 1,
    isCycle: cyclic[node] === 1,
  }));

  /** A component is complete: all that it rests on outside of itself is known by now. */
  function closeComponent(root: number): void {
    const members: number[] = [];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      onStack[node] = 0;
      members.push(node);
      if (node === root) break;
    }
    for (const node of members) component[node] = root;
    const isCycle = members.length > 1 || (edges[root] ?? []).includes(root);
    const outside = members.flatMap((node) => (edges[node] ?? []).filter((target) => component[target] !== root));
    const reachesCycle = isCycle || outside.some((target) => cyclic[target] === 1);
    const all =
      outside.length === 0 ? !isCycle && holds(root) === true : outside.every((target) => covered[target] === 1);
    for (const node of members) {
      cyclic[node] = reachesCycle ? 1 : 0;
      covered[node] = all && !reachesCycle ? 1 : 0;
    }
  }
}

/** Nodes without edges that a node reaches, in order; each node is entered once. */
export function leavesOf(from: number, edges: readonly (readonly number[])[]): readonly number[] {
  if ((edges[from] ?? []).length === 0) return [];
  const seen = new Set([from]);
  const leaves: number[] = [];
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const out = edges[node] ?? [];
    if (out.length === 0) leaves.push(node);
    for (const target of out) {
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return leaves.toSorted((a, b) => a - b);
}
