/** What stands in `# key: value` lines of a scenario of any domain. Absent = null or empty. */
export type ScriptHeader = {
  /** Id of the domain whose language the script is in; null: that of the first one, xfs_io commands. */
  readonly domain: string | null;
  /** As written: `block` -> `4k`. The domain says what a key may be. */
  readonly profile: readonly ProfileEntry[];
  /** The claim that the scenario decides, in our words. */
  readonly claim: string | null;
  /** Why the verdict is what it is. */
  readonly why: string | null;
  /** Message-IDs without angle brackets. */
  readonly messages: readonly string[];
  /** Words a reader may look for. */
  readonly topics: readonly string[];
  /** Background sub-events the scenario is explored with; 0: costs only. */
  readonly events: number | null;
  /** Three smaller sizes at which costs are measured where the real one is beyond any search, in bytes. */
  readonly scale: readonly number[];
};

export type ProfileEntry = { readonly key: string; readonly value: string; readonly at: Place };

/** One-based, as editors count; columns count UTF-16 units. Line 0 is the command line or a field of a form. */
export type Place = { readonly line: number; readonly column: number };

/** What is wrong with a script, where, and what would be right. */
export type ScriptProblem = Place & { readonly message: string; readonly remedy: string };

/** Named limits: a script is outside data and must end in an answer, whatever its size. */
export const SCRIPT_CHARACTERS_MAX = 1 << 17;
export const PROBLEMS_MAX = 20;
