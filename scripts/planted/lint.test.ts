import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import { LINT_PLANTS } from './lint.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

describe('an error in a component is caught by a rule:', () => {
  const eslint = new ESLint({ cwd: ROOT });
  for (const [place, { what, kind, text, rule }] of LINT_PLANTS.entries()) {
    it(what, async (test) => {
      const filePath = join(ROOT, 'force-app/main/default/lwc/handoffText', `planted${place}.${kind}`);
      const [result] = await eslint.lintText(text, { filePath });
      const said = result?.messages ?? [];
      assert.ok(
        said.some(({ ruleId, severity }) => ruleId === rule && severity === 2),
        `${rule} does not say so; they say:\n${said.map(({ ruleId, message }) => `${ruleId ?? ''} ${message}`).join('\n')}`
      );
      test.diagnostic(`caught by ${rule}`);
    });
  }
});
