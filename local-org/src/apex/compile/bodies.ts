import type { FieldNode, InitializerNode, Place, Stmt } from '../parse/ast.ts';
import { type ClassInfo, type FieldInfo, type Initializer, type MethodInfo, sameParameters } from '../types/classes.ts';
import type { Code, Frame } from '../types/code.ts';
import { show, VOID } from '../types/types.ts';
import { constructorCall } from './calls.ts';
import { NORMAL, type Step } from './completion.ts';
import type { Coverage } from './coverage.ts';
import { completes } from './flow.ts';
import { Scope, type ScopeOptions } from './scope.ts';
import type { StatementCompiler } from './statements.ts';

/** Compiles what members do: bodies, accessors, initial values. */
export class Bodies {
  readonly #statements: StatementCompiler;
  readonly #coverage: Coverage;

  constructor(statements: StatementCompiler, coverage: Coverage) {
    this.#statements = statements;
    this.#coverage = coverage;
  }

  compile(cls: ClassInfo): void {
    for (const methods of cls.methods.values()) for (const method of methods) this.#method(cls, method);
    for (const field of cls.fields.values()) this.#accessors(cls, field);
    cls.initialize = this.#initializer(cls, false);
    cls.initializeStatics = this.#initializer(cls, true);
    for (const maker of cls.constructors) this.#maker(cls, maker);
  }

  #method(cls: ClassInfo, method: MethodInfo): void {
    const { node } = method;
    if (!node?.body) return;
    const scope = new Scope({ cls, isStatic: method.isStatic, returns: method.returns });
    this.#parameters(scope, method);
    method.code = asCode(this.#statements.compile(node.body, scope));
    method.locals = scope.slots;
    this.#checkFlow(node.body, method.returns, node.at);
  }

  #checkFlow(body: Stmt, returns: Scope['returns'], at: Place): void {
    const { problems } = this.#statements.expressions;
    const end = completes(body, (place) => problems.add(place, 'Unreachable statement'));
    if (end && returns && returns !== VOID)
      problems.add(at, `Missing return statement required return type: ${show(returns)}`);
  }

  #parameters(scope: Scope, method: MethodInfo): void {
    const { problems } = this.#statements.expressions;
    method.node?.parameters.forEach(({ name, isFinal, at }, index) => {
      problems.collect(() => this.#statements.declare(name, method.parameters[index] ?? VOID, at, scope, isFinal));
    });
  }

  /** First `this(…)` or the base's constructor, then initial values, then the body. */
  #maker(cls: ClassInfo, maker: MethodInfo): void {
    const { node } = maker;
    const scope = new Scope({ cls, isStatic: false, returns: VOID, initializes: 'instance' });
    this.#parameters(scope, maker);
    const body = node?.body?.kind === 'block' ? node.body : null;
    const [first, ...rest] = body?.body ?? [];
    const call = first?.kind === 'expression' && first.expression.kind === 'call' ? first.expression : null;
    const explicit = call && call.on === null && (call.name === 'this' || call.name === 'super') ? call : null;
    const { expressions } = this.#statements;
    const begin = explicit
      ? expressions.problems.collect(() => constructorCall(expressions, explicit, cls, scope))
      : this.#implicitSuper(cls, maker);
    const written: Stmt | null = body && { ...body, body: explicit ? rest : body.body };
    const run = written ? this.#statements.compile(written, scope) : null;
    if (written) this.#checkFlow(written, VOID, written.at);
    if (explicit) this.#coverage.of(cls.file).executable.add(explicit.at.line);
    const isThis = explicit?.name === 'this';
    const { hit } = this.#coverage.of(cls.file);
    const inherited = cls.base ? null : maker.code;
    maker.code = (frame) => {
      if (explicit) hit[explicit.at.line] = 1;
      begin?.(frame);
      inherited?.(frame);
      if (!isThis) runInitializer(frame, cls.initialize);
      run?.(frame);
      return null;
    };
    maker.locals = Math.max(maker.locals, scope.slots);
  }

  #implicitSuper(cls: ClassInfo, maker: MethodInfo): Code | null {
    const { base } = cls;
    if (!base) return null;
    if (maker.node === null && cls.isException) {
      // An exception's unwritten constructors hand their arguments on to those of its base.
      const same = base.constructors.find((each) => sameParameters(each, maker));
      const count = maker.parameters.length;
      return same ? (frame) => frame.run.invoke(same, frame.self, frame.locals.slice(0, count)) : null;
    }
    const plain = base.constructors.find(({ parameters }) => parameters.length === 0);
    if (!plain) {
      this.#statements.expressions.problems.add(
        maker.node?.at ?? cls.node.at,
        `No default constructor available in super type: ${base.name}`
      );
      return null;
    }
    return (frame) => frame.run.invoke(plain, frame.self, []);
  }

  #accessors(cls: ClassInfo, field: FieldInfo): void {
    const { property } = field;
    if (!property) return;
    const { get, set } = property.node;
    if (get && get !== 'auto') {
      property.get = this.#accessor(cls, field, get, { cls, isStatic: field.isStatic, returns: field.type });
      this.#checkFlow(get, field.type, property.node.at);
    }
    if (set && set !== 'auto')
      property.set = this.#accessor(cls, field, set, { cls, isStatic: field.isStatic, returns: VOID });
  }

  #accessor(cls: ClassInfo, field: FieldInfo, body: Stmt, options: ScopeOptions): MethodInfo {
    const scope = new Scope({ ...options, accessorOf: field });
    const isSetter = options.returns === VOID;
    if (isSetter) scope.declare('value', field.type);
    const code = asCode(this.#statements.compile(body, scope));
    return {
      label: `Class.${cls.name}.${field.name}`,
      file: cls.file,
      line: body.at.line,
      isTrigger: false,
      locals: scope.slots,
      owner: cls,
      name: field.name,
      parameters: isSetter ? [field.type] : [],
      parameterNames: isSetter ? ['value'] : [],
      returns: isSetter ? VOID : field.type,
      isStatic: field.isStatic,
      isAbstract: false,
      isVirtual: false,
      access: 'public',
      testVisible: false,
      node: null,
      code
    };
  }

  /** Runs what stands beside the members, in the order it is written. */
  #initializer(cls: ClassInfo, isStatic: boolean): Initializer | null {
    const scope = new Scope({ cls, isStatic, returns: null, initializes: isStatic ? 'static' : 'instance' });
    const steps: Step[] = [];
    for (const member of cls.node.members) {
      if (member.kind === 'field' && member.modifiers.words.includes('static') === isStatic)
        steps.push(...this.#initialValues(cls, member, scope));
      else if (member.kind === 'initializer' && member.isStatic === isStatic) steps.push(this.#block(member, scope));
    }
    if (steps.length === 0) return null;
    return {
      label: `Class.${cls.name}.${isStatic ? '<clinit>' : '<init>'}`,
      file: cls.file,
      line: cls.node.at.line,
      isTrigger: false,
      owner: cls,
      locals: scope.slots,
      run: (frame) => {
        for (const step of steps) step(frame);
      }
    };
  }

  #initialValues(cls: ClassInfo, node: FieldNode, scope: Scope): Step[] {
    const { expressions } = this.#statements;
    return node.declarators.flatMap(({ name, value, at }) => {
      const field = cls.fields.get(name.toLowerCase());
      if (!value || !field) return [];
      const get = expressions.problems.collect(() => expressions.valueFor(value, field.type, scope));
      if (!get) return [];
      const { key } = field;
      return [
        this.#statements.stepped(at, (frame) => {
          const result = get(frame);
          if (field.isStatic) frame.run.statics(cls).set(key, result);
          else frame.self?.fields.set(key, result);
          return NORMAL;
        })
      ];
    });
  }

  #block(member: InitializerNode, scope: Scope): Step {
    return this.#statements.compile(member.body, scope);
  }
}

/** Runs initial values in a frame of their own, whose locals are not the constructor's. */
function runInitializer(frame: Frame, initializer: Initializer | null): void {
  if (!initializer) return;
  const { run, self } = frame;
  initializer.run({
    run,
    unit: initializer,
    self,
    locals: new Array(initializer.locals).fill(null),
    result: null,
    line: initializer.line
  });
}

/** A body as a function of its frame: what it returned. */
export function asCode(run: Step): Code {
  return (frame) => (run(frame) === NORMAL ? null : frame.result);
}
