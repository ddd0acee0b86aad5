/** The one list of rules. A new rule is a new file beside this one and a line here. */
import type { Rule } from "./rule.ts";
import { sectionEmpty } from "./section-empty.ts";

export const RULES: readonly Rule[] = [sectionEmpty];
