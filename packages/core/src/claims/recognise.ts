import { slug } from "../text/fold.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Claim, ClaimKind, Emit, Found, Leaf, Reading } from "./claim.ts";
import { CLAIM_KINDS, type AnyClaim } from "./kinds.ts";

type AnyKind = ClaimKind<string, unknown>;

const MOST_TEXT = 120;
/** As much of a key as an ID is made of. */
const MOST_KEY = 300;

interface Draft {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  readonly key: string | undefined;
  readonly doubtful: true | undefined;
  readonly kind: AnyKind;
  readonly section: CanonicalId | null;
}

/** Kinds by what they asked to be offered. */
class Offers {
  /** Those that look at the whole document, and those that want to have seen everything. */
  readonly whole: readonly AnyKind[];
  readonly settling: readonly AnyKind[];
  /** A leaf without any of these marks is offered to none. */
  readonly marks: number;
  readonly byZone = new Map<CanonicalId, AnyKind[]>();
  readonly #forLeaves: readonly LeafKind[];
  /** The kinds that asked for leaves with given marks, filled in as combinations come up. */
  readonly #byMarks: (readonly LeafKind[] | undefined)[] = [];

  constructor(kinds: readonly AnyKind[]) {
    this.whole = kinds.filter((kind) => kind.whole !== undefined);
    this.settling = kinds.filter((kind) => kind.settle !== undefined);
    for (const kind of kinds) {
      for (const id of kind.zones?.of ?? []) this.byZone.set(id, [...(this.byZone.get(id) ?? []), kind]);
    }
    this.#forLeaves = kinds.flatMap((kind) => (kind.leaves === undefined ? [] : [{ kind, leaves: kind.leaves }]));
    this.marks = this.#forLeaves.reduce((marks, { leaves }) => marks | leaves.marks, 0);
  }

  forMarks(marks: number): readonly LeafKind[] {
    return (this.#byMarks[marks] ??= this.#forLeaves.filter(({ leaves }) => (leaves.marks & marks) !== 0));
  }
}

interface LeafKind {
  readonly kind: AnyKind;
  readonly leaves: NonNullable<AnyKind["leaves"]>;
}

const all = new Offers(CLAIM_KINDS);
const single = new Map(CLAIM_KINDS.map((kind) => [kind.kind, new Offers([kind])]));

/** The claims of one kind that a document makes, in reading order; the same as among all of its claims. */
export function recogniseKindOfClaim(
  kind: AnyClaim["kind"],
  reading: Reading,
  leaves: readonly Leaf[],
): readonly AnyClaim[] {
  return recognise(single.get(kind) ?? all, reading, leaves);
}

/**
 * The claims of a document, in reading order. Each zone and each leaf is offered once to the kinds that asked for it, so the
 * cost is linear in the document whatever the number of kinds.
 */
export function recogniseClaims(reading: Reading, leaves: readonly Leaf[]): readonly AnyClaim[] {
  return recognise(all, reading, leaves);
}

function recognise(offers: Offers, reading: Reading, leaves: readonly Leaf[]): readonly AnyClaim[] {
  const { outline } = reading;
  const drafts: Draft[] = [];
  let kind: AnyKind;
  let section: CanonicalId | null = null;
  const kinds = new Set<AnyKind>();
  const emit: Emit<unknown> = (found) => {
    kinds.add(kind);
    drafts.push({
      start: found.start,
      end: found.end,
      value: found.value,
      key: found.key,
      doubtful: found.doubtful,
      kind,
      section,
    });
  };

  for (const zone of offers.byZone.size === 0 ? [] : outline.zones) {
    if (zone.canonical === null) continue;
    section = zone.canonical;
    for (const asked of offers.byZone.get(zone.canonical) ?? []) {
      kind = asked;
      asked.zones?.recognise(zone, reading, emit);
    }
  }
  for (const leaf of offers.marks === 0 ? [] : leaves) {
    if ((leaf.marks & offers.marks) === 0) continue;
    section = leaf.canonical;
    for (const asked of offers.forMarks(leaf.marks)) {
      ({ kind } = asked);
      asked.leaves.recognise(leaf, reading, emit);
    }
  }
  for (const asked of offers.whole) {
    kind = asked;
    asked.whole?.(reading, (found) => {
      section = functionAt(leaves, found.start);
      emit(found);
    });
  }

  if (drafts.length === 0) return [];
  drafts.sort((a, b) => a.start - b.start || a.end - b.end);
  const taken = new Map<string, number>();
  return settled(drafts, kinds, offers, reading).map((draft): AnyClaim => {
    const text = outline.tree.text.slice(draft.start, Math.min(draft.end, draft.start + MOST_TEXT));
    const base = `${draft.kind.kind}:${slug((draft.key ?? text).slice(0, MOST_KEY)) || "unnamed"}`;
    const before = taken.get(base) ?? 0;
    taken.set(base, before + 1);
    const claim: Claim = {
      id: before === 0 ? base : `${base}~${before + 1}`,
      kind: draft.kind.kind,
      start: draft.start,
      end: draft.end,
      text,
      section: draft.section,
      value: draft.value,
    };
    return claim as AnyClaim;
  });
}

/** What is left when the kinds that want to have seen everything have had their say. */
function settled(
  drafts: readonly Draft[],
  kinds: ReadonlySet<AnyKind>,
  { settling }: Offers,
  reading: Reading,
): readonly Draft[] {
  let left = drafts;
  for (const kind of settling) {
    if (kind.settle === undefined || !kinds.has(kind)) continue;
    const own = left.filter((draft) => draft.kind === kind);
    const stay = new Set<Found<unknown>>(kind.settle(own, reading));
    left = left.filter((draft) => draft.kind !== kind || stay.has(draft));
  }
  return left;
}

/** The function of the section around an offset: that of the last leaf that starts before it. */
function functionAt(leaves: readonly Leaf[], offset: number): CanonicalId | null {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.block.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return leaves[low - 1]?.canonical ?? null;
}
