import { runGit } from "./git.ts";

/** The name that git would write on a commit made here; null when nobody is configured. */
export function gitUser(folder: string): string | null {
  const name = runGit(folder, ["config", "--get", "user.name"]);
  const found = name.ok ? name.out.trim().replace(/[\u0000-\u001f]/g, " ") : "";
  return found === "" ? null : found;
}
