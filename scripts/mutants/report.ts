import type { Finding } from './hunt.ts';

/** Least share of mutants, in percent, that the tests must notice; equivalent ones do not count. */
export const LEAST_NOTICED = 90;

export interface Verdict {
  text: string;
  /** Mutants that tests notice, and those they should. */
  noticed: number;
  missed: number;
  /** Whether the share is high enough and nothing called equivalent was noticed after all. */
  isGood: boolean;
}

/** Adds findings up: survivors with their place, equivalent ones with the reason, and the share that was noticed. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const counted = findings.filter(({ mutant }) => mutant.equivalent === undefined);
  const equivalent = findings.filter(({ mutant }) => mutant.equivalent !== undefined);
  const survivors = counted.filter(({ noticedBy }) => noticedBy === undefined);
  const wronglyCalled = equivalent.filter(({ noticedBy }) => noticedBy !== undefined);
  const noticed = counted.length - survivors.length;
  const share = counted.length === 0 ? 0 : (noticed * 100) / counted.length;
  const lines = [
    ...survivors.map(
      (finding) =>
        `survived   ${placeOf(finding)} ${finding.mutant.why}: ${finding.mutant.unnoticed ?? `${finding.ran} test classes ran, none failed`}`
    ),
    ...equivalent.map(
      (finding) => `equivalent ${placeOf(finding)} ${finding.mutant.why}: ${finding.mutant.equivalent ?? ''}`
    ),
    ...wronglyCalled.map(
      (finding) => `${placeOf(finding)} is called equivalent, yet ${finding.noticedBy ?? ''} notices it`
    ),
    `${noticed} of ${counted.length} mutants noticed (${share.toFixed(1)} %, at least ${LEAST_NOTICED} %), ${equivalent.length} equivalent`
  ];
  return {
    text: `${lines.join('\n')}\n`,
    noticed,
    missed: survivors.length,
    isGood: share >= LEAST_NOTICED && wronglyCalled.length === 0
  };
}

/** `path:line`, as editors open it. */
export function placeOf({ mutant, line }: Finding): string {
  return `${mutant.file}:${line}`;
}
