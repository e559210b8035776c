import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import type { Finding } from './hunt.ts';
import { mutants } from './list/index.ts';
import { breakFile, type Mutant, MutantError, SOURCE } from './mutant.ts';
import { verdictOf } from './report.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const MUTANT: Mutant = {
  file: 'triggers/OpportunityTrigger.trigger',
  from: 'if (Trigger.isBefore) {',
  to: 'if (!Trigger.isBefore) {',
  why: 'the gate comes too late'
};

function finding(mutant: Partial<Mutant>, noticedBy?: string): Finding {
  return { mutant: { ...MUTANT, ...mutant }, line: 2, noticedBy, ran: 3 };
}

describe('a mutant', () => {
  it('names one place of the source as it is, each of them, and there are enough', () => {
    for (const mutant of mutants) breakFile(ROOT, mutant);
    assert.ok(mutants.length >= 40);
  });

  it('changes that place only', () => {
    const { original, text, lines } = breakFile(ROOT, MUTANT);
    assert.equal(text, original.replace(MUTANT.from, MUTANT.to));
    assert.deepEqual(lines, [2, 2]);
  });

  it('that fits no place any more is an error, not a silence', () => {
    const broken: Partial<Mutant>[] = [
      { from: 'if (Trigger.isBefre) {' },
      { from: 'Trigger' },
      { file: 'triggers/Gone.trigger' },
      { to: MUTANT.from }
    ];
    for (const change of broken) assert.throws(() => breakFile(ROOT, { ...MUTANT, ...change }), MutantError);
  });

  it('leaves the project as it was', () => {
    const root = mkdtempSync(join(tmpdir(), 'handoff-'));
    try {
      cpSync(join(ROOT, SOURCE, 'triggers'), join(root, SOURCE, 'triggers'), { recursive: true });
      const { original } = breakFile(root, MUTANT);
      assert.equal(readFileSync(join(root, SOURCE, MUTANT.file), 'utf8'), original);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('the verdict', () => {
  it('counts survivors and names their place', () => {
    const { text, noticed, missed, isGood } = verdictOf([finding({}, 'A.b'), finding({})]);
    assert.match(text, /survived {3}triggers\/OpportunityTrigger\.trigger:2 the gate comes too late/);
    assert.deepEqual({ noticed, missed, isGood }, { noticed: 1, missed: 1, isGood: false });
  });

  it('does not count what nobody can notice, and says why', () => {
    const { text, isGood } = verdictOf([finding({}, 'A.b'), finding({ equivalent: 'it is caught' })]);
    assert.match(text, /equivalent .*: it is caught/);
    assert.match(text, /1 of 1 mutants noticed \(100\.0 %/);
    assert.equal(isGood, true);
  });

  it('is bad when what was called equivalent is noticed', () => {
    assert.equal(verdictOf([finding({}, 'A.b'), finding({ equivalent: 'never' }, 'A.b')]).isGood, false);
  });

  it('is bad when nothing was tried', () => assert.equal(verdictOf([]).isGood, false));
});
