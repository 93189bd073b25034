/** What stands between a part and its signature: pure, from the filling. */
import { allFaults, counts, everyNode, type Filling, type FormNode, nodesOf, type Section } from "./engine";
import type { Finding } from "./scores";

export interface Missing {
  readonly what: "needed" | "wrong" | "open" | "offered" | "left-out" | "alert" | "disputed";
  /** Whether the part cannot be signed with it. An open question can stay open: that it was not answered is what is signed then. */
  readonly bars: boolean;
  readonly words: string;
  readonly node: FormNode | null;
  /** Where to go: id of an element of the part. */
  readonly at: string;
}

export interface Beside {
  /** Whether something said earlier waits there to be confirmed. */
  offered: (node: FormNode) => string | null;
  idOf: (node: FormNode) => string;
  disputed: (node: FormNode) => boolean;
  /** Whether a score would be worked out with what nobody confirmed, though the record says otherwise. */
  unconfirmed: (node: FormNode) => boolean;
  /** Findings left out, with why. */
  findings: readonly Finding[];
  left: Readonly<Record<string, string>>;
  inPlan: (finding: Finding) => boolean;
  /** Alerts of the part that nobody has answered yet. */
  alerts: readonly { linkId: string; words: string }[];
}

export function missingFrom(filling: Filling, section: Section, beside: Beside): Missing[] {
  const nodes = nodesOf(filling, section);
  const found: Missing[] = beside.alerts.map(({ linkId, words }) => ({
    ...{ what: "alert", bars: true, words: `${words}: write what was done`, node: null, at: `alert-${linkId}` },
  }));
  const faults = new Set<FormNode>();
  for (const { node, fault } of allFaults(filling, nodes)) {
    if (!node || fault.kind === "note") continue;
    faults.add(node);
    found.push({ what: fault.kind === "wrong" ? "wrong" : "needed", bars: true, words: fault.words, node, at: beside.idOf(node) });
  }
  for (const node of everyNode(nodes)) {
    if (!counts(node)) continue;
    const at = beside.idOf(node);
    if (beside.disputed(node)) found.push({ what: "disputed", bars: true, words: "two answers stand: it is to settle first", node, at });
    else if (beside.unconfirmed(node))
      found.push({ what: "needed", bars: true, words: "the record says scale 2: confirm which scale holds before you sign", node, at });
    else if (!node.stored && !faults.has(node)) {
      const offer = beside.offered(node);
      found.push(
        offer === null
          ? { what: "open", bars: false, words: "has no answer yet", node, at }
          : { what: "offered", bars: false, words: `“${offer}” is offered and not yet confirmed`, node, at },
      );
    }
  }
  for (const finding of beside.findings)
    if (!beside.inPlan(finding) && finding.key in beside.left && !beside.left[finding.key]?.trim())
      found.push({ what: "left-out", bars: true, words: `${finding.words} is left out of the plan: why?`, node: null, at: `left-${finding.key}` });
  return found;
}
