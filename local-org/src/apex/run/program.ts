import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from '../../org/schema.ts';
import { asCode, Bodies } from '../compile/bodies.ts';
import { Coverage } from '../compile/coverage.ts';
import { Declarations } from '../compile/declarations.ts';
import { ExpressionCompiler } from '../compile/expressions.ts';
import { ClassRules } from '../compile/rules.ts';
import { Scope } from '../compile/scope.ts';
import { StatementCompiler } from '../compile/statements.ts';
import type { NativeClass } from '../native.ts';
import type { TriggerNode } from '../parse/ast.ts';
import { parseAnonymous } from '../parse/blocks.ts';
import { TreeCache } from '../parse/cache.ts';
import { Problems } from '../parse/problems.ts';
import { type ClassInfo, withInner } from '../types/classes.ts';
import type { Code, Unit } from '../types/code.ts';
import { Registry } from '../types/registry.ts';
import { VOID } from '../types/types.ts';

/** A trigger or an anonymous block, compiled. */
export interface Block extends Unit {
  code: Code;
}

export interface TriggerInfo extends Block {
  node: TriggerNode;
}

export interface ProgramSource {
  root: string;
  schema: Schema;
  /** Paths of classes and triggers, relative to the root. */
  classes: readonly string[];
  triggers: readonly string[];
  library: readonly NativeClass[];
  checkQuery: (soql: string) => void;
  /** Reads a file's text, in tests; from the root, with what is kept of former starts, unless given. */
  read?: (path: string) => string;
}

/** The package's Apex, compiled. */
export class Program {
  readonly registry: Registry;
  readonly coverage = new Coverage();
  readonly triggers: TriggerInfo[] = [];
  readonly #problems = new Problems();
  readonly #expressions: ExpressionCompiler;
  readonly #statements: StatementCompiler;

  /** @throws {CompileError | UnsupportedError} with one `path:line:column message` for every problem */
  constructor(source: ProgramSource) {
    this.registry = new Registry(source.schema, source.library);
    this.#expressions = new ExpressionCompiler(this.registry, this.#problems, source.checkQuery);
    this.#statements = new StatementCompiler(this.#expressions, this.coverage);
    const read = source.read ?? ((path: string) => readFileSync(join(source.root, path), 'utf8'));
    const trees = new TreeCache(source.read ? null : join(source.root, '.cache/apex/trees.json'));
    const tops = source.classes.flatMap((path) => {
      const tree = this.#problems.collect(() => trees.class(path, read(path)));
      return tree ? [this.registry.declare(tree, path, null)] : [];
    });
    this.#compileClasses(tops.flatMap((top) => [...withInner(top)]));
    for (const path of source.triggers)
      this.#problems.collect(() => this.#trigger(path, trees.trigger(path, read(path))));
    // Also when something is wrong: the next start, with it put right, is quick then.
    trees.save();
    this.#problems.throwIfAny();
  }

  #compileClasses(classes: readonly ClassInfo[]): void {
    const declarations = new Declarations(this.#expressions);
    const bodies = new Bodies(this.#statements, this.coverage);
    const rules = new ClassRules(this.#expressions);
    const steps: ((cls: ClassInfo) => void)[] = [
      (cls) => declarations.link(cls),
      (cls) => declarations.inherit(cls),
      (cls) => declarations.declare(cls),
      (cls) => rules.check(cls),
      (cls) => bodies.compile(cls)
    ];
    for (const step of steps) for (const cls of classes) this.#problems.collect(() => step(cls));
  }

  #trigger(file: string, node: TriggerNode): void {
    const object = this.registry.schema.object(node.object);
    if (!object) return this.#problems.add(node.at, `Invalid type: ${node.object}`);
    const scope = new Scope({ cls: null, isStatic: true, returns: VOID, triggerObject: object.apiName });
    const code = asCode(this.#statements.compile(node.body, scope));
    this.triggers.push({
      node,
      file,
      code,
      label: `Trigger.${node.name}`,
      line: node.at.line,
      owner: null,
      isTrigger: true,
      locals: scope.slots
    });
  }

  /** Compiles statements as `executeAnonymous` takes them. @throws {CompileError | UnsupportedError} */
  anonymous(source: string): Block {
    const scope = new Scope({ cls: null, isStatic: true, returns: VOID });
    const code = this.#problems.collect(() => asCode(this.#statements.compile(parseAnonymous(source), scope)));
    this.#problems.throwIfAny();
    return {
      code: code ?? (() => null),
      label: 'AnonymousBlock',
      file: 'anonymous',
      line: 1,
      owner: null,
      isTrigger: false,
      locals: scope.slots
    };
  }

  triggersFor(object: string, operation: string, when: string): TriggerInfo[] {
    const name = object.toLowerCase();
    return this.triggers.filter(
      ({ node }) => node.object.toLowerCase() === name && node.events.includes(`${when} ${operation}`)
    );
  }

  /** Names of classes and triggers that count for coverage, by file: tests do not. */
  coveredFiles(): Map<string, string> {
    const names = new Map<string, string>();
    for (const cls of this.registry.classes.values()) if (!cls.outer && !cls.isTest) names.set(cls.file, cls.name);
    for (const trigger of this.triggers) names.set(trigger.file, trigger.node.name);
    return names;
  }
}
