interface SecretRule {
  readonly name: string;
  readonly pattern: RegExp;
  /** Of what the pattern found, what must look random for it to count. */
  readonly leastEntropy?: number;
}

/** What a secret in a script looks like. Names of rules appear in findings; the text that matched never does. */
const rules: readonly SecretRule[] = [
  { name: "aws access key id", pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { name: "private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/g },
  { name: "github token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})\b/g },
  { name: "slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { name: "json web token", pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g },
  { name: "bearer token", pattern: /\b[Bb]earer\s+(?!\$|\{|<|%)[A-Za-z0-9._~+/=-]{12,}/g },
  { name: "password in a url", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]*:(?!\$|\{|<|%)[^\s@/'"]{3,}@/gi },
  {
    name: "assigned secret",
    // A value that only names a variable, a command or a placeholder is no secret; nor are IAM's own actions and keys.
    pattern:
      /(?:passw(?:or)?d|passphrase|(?<!secretsmanager:[a-z0-9-]*:\d*:)secret(?!smanager:)|token(?!IssueTime)|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[A-Za-z0-9_-]*["']?\s*(?:=>|:=|=|:)\s*["']?(?!["'$<{%(*]|\$|xxx|changeme)[^\s"'$;,&|)]{6,}/gi,
  },
  {
    name: "password flag",
    pattern: /\s--?(?:password|passwd|token|secret)[ =](?!["']?\$)["']?[^\s"'$-][^\s"'$]{5,}/gi,
  },
  {
    name: "random 40 characters",
    pattern: /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
    leastEntropy: 4.3,
  },
];

/** Shannon entropy in bits a character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** The rules that find a secret in a text, each once. */
export const findSecrets = (text: string): readonly string[] =>
  rules
    .filter(({ pattern, leastEntropy = 0 }) =>
      (text.match(pattern) ?? []).some((found) => entropyOf(found) >= leastEntropy),
    )
    .map(({ name }) => name);
