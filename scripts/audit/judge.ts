import { z } from 'zod';

/** Somebody looked at an advisory and says what it means here. */
const verdict = z.object({
  package: z.string(),
  advisory: z.string().regex(/^(?:GHSA(?:-[0-9a-z]{4}){3}|\d+)$/),
  reachable: z.boolean(),
  reason: z.string().min(20),
  /** Day on which it has to be looked at again. */
  until: z.iso.date()
});
export const verdicts = z.object({ verdicts: z.array(verdict) });
export type Verdict = z.infer<typeof verdict>;

const via = z.object({
  source: z.number().optional(),
  url: z.string().optional(),
  title: z.string().default(''),
  severity: z.string().default('')
});
const report = z.object({
  vulnerabilities: z.record(z.string(), z.object({ name: z.string(), via: z.array(z.union([z.string(), via])) }))
});

export interface Finding {
  package: string;
  advisory: string;
  title: string;
  severity: string;
}

/** What the registry said: findings, or that it answers no audits. */
export type Answer = { kind: 'findings'; findings: Finding[] } | { kind: 'no audits'; why: string };

/**
 * Reads what `npm audit --json` wrote. A package that is named only because it depends on a vulnerable one is no finding
 * of its own.
 *
 * @throws {Error} when it is neither a report nor a refusal
 */
export function readReport(text: string): Answer {
  const data: unknown = JSON.parse(text);
  const refused = z.object({ message: z.string(), method: z.string() }).safeParse(data);
  if (refused.success) return { kind: 'no audits', why: refused.data.message };
  const { vulnerabilities } = report.parse(data);
  const findings = new Map<string, Finding>();
  for (const { name, via: causes } of Object.values(vulnerabilities))
    for (const cause of causes) {
      if (typeof cause === 'string') continue;
      const advisory = /GHSA(?:-[0-9a-z]{4}){3}/.exec(cause.url ?? '')?.[0] ?? String(cause.source ?? 'unknown');
      findings.set(`${name} ${advisory}`, { package: name, advisory, title: cause.title, severity: cause.severity });
    }
  return { kind: 'findings', findings: [...findings.values()] };
}

/** @returns a line for each finding without a verdict that holds today, and for each verdict that nothing needs any more */
export function judge(
  findings: readonly Finding[],
  known: readonly Verdict[],
  today: string
): { problems: string[]; idle: string[] } {
  const problems = findings.flatMap(({ package: name, advisory, severity, title }) => {
    const found = known.find((one) => one.package === name && one.advisory === advisory);
    const what = `${name} ${advisory} (${severity}): ${title}`;
    if (!found) return [`${what}: nobody has judged it; update the package, or record a verdict in config/audit.json`];
    if (found.until < today) return [`${what}: its verdict was good until ${found.until}; look again`];
    return found.reachable ? [`${what}: is reachable here; update the package`] : [];
  });
  const idle = known
    .filter((one) => !findings.some((finding) => finding.package === one.package && finding.advisory === one.advisory))
    .map(({ package: name, advisory }) => `${name} ${advisory}`);
  return { problems, idle };
}
