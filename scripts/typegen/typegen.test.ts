import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ts from 'typescript';
import { apexTypes } from './apex-types.ts';
import { readApexClass } from './apex.ts';
import { generateTypes } from './main.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

const RIGHT = `
  import goals from '@salesforce/schema/Handoff__c.Buyer_Goals__c';
  import amount from '@salesforce/schema/Opportunity.Amount';
  import noAccess from '@salesforce/label/c.Error_No_Access';
  import bypass from '@salesforce/customPermission/Handoff_Bypass_Gate';
  import load from '@salesforce/apex/HandoffPanelController.load';
  export const all = [goals, amount, noAccess, bypass];
  export const name = async (): Promise<string | undefined | null> =>
    (await load({ opportunityId: '006' }))?.answers[0]?.gap?.assigneeName;`;

const WRONG = {
  'a field': `import x from '@salesforce/schema/Handoff__c.Buyer_Goal__c'; export default x;`,
  'a standard field': `import x from '@salesforce/schema/Opportunity.Amont'; export default x;`,
  'an object': `import x from '@salesforce/schema/Handof__c'; export default x;`,
  'a label': `import x from '@salesforce/label/c.Error_No_Acess'; export default x;`,
  'a custom permission': `import x from '@salesforce/customPermission/Handoff_Bypas'; export default x;`,
  'an Apex method': `import x from '@salesforce/apex/HandoffPanelController.lod'; export default x;`,
  'an argument of an Apex method': `import load from '@salesforce/apex/HandoffPanelController.load';
    export default load({ recordId: '006' });`,
  'a field of what an Apex method returns': `import load from '@salesforce/apex/HandoffPanelController.load';
    export default load({ opportunityId: '006' }).then((view) => view?.scores);`,
  'a bundle': `import x from 'c/handoffPanle'; export default x;`
};

/** What the compiler says about components that hold these texts, in their order: a list of messages for each. */
function problemsOf(sources: readonly string[]): string[][] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'force-app/main/default/lwc/tsconfig.json'),
    undefined,
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => assert.fail(String(problem.messageText))
    }
  );
  assert.ok(config);
  const planted = new Map(
    sources.map((text, index) => [join(ROOT, `force-app/main/default/lwc/planted/planted${index}.ts`), text])
  );
  const host = ts.createCompilerHost(config.options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => planted.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = planted.get(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  };
  const declarations = config.fileNames.filter((name) => name.endsWith('.d.ts'));
  const program = ts.createProgram([...planted.keys(), ...declarations], config.options, host);
  return [...planted.keys()].map((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, ' '))
  );
}

describe('the types of the org', () => {
  let right: string[] | undefined;
  let wrong: string[][] = [];
  before(() => {
    generateTypes(ROOT);
    [right, ...wrong] = problemsOf([RIGHT, ...Object.values(WRONG)]);
  });

  it('accept what force-app declares', () => assert.deepEqual(right, []));

  for (const [index, what] of Object.keys(WRONG).entries()) {
    it(`refuse a misspelt name of ${what}`, () => assert.equal(wrong[index]?.length, 1));
  }
});

describe('Apex classes as types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typegen-'));
  after(() => rmSync(folder, { recursive: true }));

  function typesOf(source: string): string {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'Example.cls');
    writeFileSync(path, source);
    const read = readApexClass(path, 'classes/Example.cls');
    assert.ok(read);
    return apexTypes([read]);
  }

  it('may lack a field that is not initialised, and hold only what pages may see', () => {
    const types = typesOf(`public class Example {
      @AuraEnabled public String name;
      @AuraEnabled public List<Line> lines = new List<Line>();
      @AuraEnabled public Map<String, Decimal> sums { get; set; }
      public String hidden;
      public class Line { @AuraEnabled public Boolean done = false; }
    }`);
    assert.match(types, /name\?: string \| null;/);
    assert.match(types, /lines: Array<Example\.Line>;/);
    assert.match(types, /sums\?: Record<string, number> \| null;/);
    assert.match(types, /interface Line \{\s+done: boolean;/);
    assert.doesNotMatch(types, /hidden/);
  });

  it('are wired only where the method is cacheable', () => {
    const types = typesOf(`public class Example {
      @AuraEnabled(cacheable=true) public static Integer read(Id recordId) { return 1; }
      @AuraEnabled public static void write(String text) { }
    }`);
    assert.match(types, /ApexWire<\{ recordId: string \| null \| undefined \}, number>/);
    assert.match(types, /ApexCall<\{ text: string \| null \| undefined \}, void>/);
  });

  it('refuse a type that cannot travel, and say where', () => {
    assert.throws(
      () => typesOf('public class Example { @AuraEnabled public static HttpRequest read() { return null; } }'),
      /classes\/Example\.cls The type HttpRequest cannot travel to a page/
    );
  });

  it('say where Apex cannot be read', () => {
    assert.throws(
      () => typesOf('public class Example {\n  @AuraEnabled public static void (\n}'),
      /classes\/Example\.cls:2:/
    );
  });
});
