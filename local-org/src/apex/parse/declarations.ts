import * as Apex from '@apexdevtools/apex-parser';
import { CompileError } from './problems.ts';
import type {
  Annotation,
  ClassNode,
  FieldNode,
  InitializerNode,
  MethodNode,
  Modifiers,
  Parameter,
  Place,
  PropertyNode,
  Stmt,
  TriggerNode
} from './ast.ts';
import { ExpressionReader } from './expressions.ts';
import { isFinal, StatementReader } from './statements.ts';

type Node = Parameters<ExpressionReader['place']>[0];

/** @throws {CompileError} with `path:line:column` for a syntax error */
export function parseClass(file: string, source: string): ClassNode {
  const parser = parserFor(file, source);
  const unit = new Declarations(file, source).type(parser.compilationUnit().typeDeclaration());
  return unit;
}

export function parseTrigger(file: string, source: string): TriggerNode {
  return new Declarations(file, source).trigger(parserFor(file, source).triggerUnit());
}

/** Statements as `executeAnonymous` takes them. */
export function parseAnonymous(source: string): Stmt {
  return new Declarations('anonymous', source).anonymous(parserFor('anonymous', source).anonymousUnit());
}

function parserFor(file: string, source: string): Apex.ApexParser {
  const parser = Apex.ApexParserFactory.createParser(source);
  parser.removeErrorListeners();
  parser.addErrorListener({
    syntaxError: (_recognizer: unknown, _symbol: unknown, line: number, column: number, message: string) => {
      throw new CompileError([`${file}:${line}:${column + 1} ${message}`]);
    },
    reportAmbiguity: () => undefined,
    reportAttemptingFullContext: () => undefined,
    reportContextSensitivity: () => undefined
  } as never); // The factory's own listener type is a class with more than is ever called.
  return parser;
}

class Declarations {
  readonly #expressions: ExpressionReader;
  readonly #statements: StatementReader;

  constructor(file: string, source: string) {
    this.#expressions = new ExpressionReader(file, source);
    this.#statements = new StatementReader(this.#expressions);
  }

  #at(node: unknown): Place {
    return this.#expressions.place(node as Node); // Every rule of the parser has a start; its types leave it out.
  }

  type(node: Apex.TypeDeclarationContext): ClassNode {
    return this.#typeOf(node, this.#modifiers(node.modifier_list()));
  }

  #typeOf(node: Apex.TypeDeclarationContext | Apex.MemberDeclarationContext, modifiers: Modifiers): ClassNode {
    const [cls, face, values] = [node.classDeclaration(), node.interfaceDeclaration(), node.enumDeclaration()];
    if (cls) return this.#class(cls, modifiers);
    if (face) return this.#interface(face, modifiers);
    if (values) return this.#enum(values, modifiers);
    return this.#expressions.refuse(node as unknown as Node, node.getText().slice(0, 40));
  }

  #class(node: Apex.ClassDeclarationContext, modifiers: Modifiers): ClassNode {
    const base = node.typeRef();
    const result: ClassNode = {
      kind: 'class',
      name: node.id().getText(),
      modifiers,
      extends: base ? this.#expressions.type(base) : null,
      implements: (node.typeList()?.typeRef_list() ?? []).map((type) => this.#expressions.type(type)),
      constants: [],
      methods: [],
      constructors: [],
      members: [],
      inner: [],
      at: this.#at(node)
    };
    for (const member of node.classBody().classBodyDeclaration_list()) this.#member(result, member);
    return result;
  }

  #member(owner: ClassNode, node: Apex.ClassBodyDeclarationContext): void {
    const body = node.block();
    if (body) {
      const initializer: InitializerNode = {
        kind: 'initializer',
        isStatic: Boolean(node.STATIC()),
        body: this.#statements.block(body),
        at: this.#at(node)
      };
      owner.members.push(initializer);
      return;
    }
    const member = node.memberDeclaration();
    if (!member) return;
    const modifiers = this.#modifiers(node.modifier_list());
    const [method, maker, field, property] = [
      member.methodDeclaration(),
      member.constructorDeclaration(),
      member.fieldDeclaration(),
      member.propertyDeclaration()
    ];
    if (method) owner.methods.push(this.#method(method, modifiers));
    else if (maker) {
      owner.constructors.push({
        kind: 'constructor',
        modifiers,
        parameters: this.#parameters(maker.formalParameters()),
        body: this.#statements.block(maker.block()),
        at: this.#at(maker)
      });
    } else if (field) owner.members.push(this.#field(field, modifiers));
    else if (property) owner.members.push(this.#property(property, modifiers));
    else owner.inner.push(this.#typeOf(member, modifiers));
  }

  #method(node: Apex.MethodDeclarationContext, modifiers: Modifiers): MethodNode {
    const [returns, body] = [node.typeRef(), node.block()];
    return {
      kind: 'method',
      name: node.id().getText(),
      modifiers,
      returns: returns ? this.#expressions.type(returns) : null,
      parameters: this.#parameters(node.formalParameters()),
      body: body ? this.#statements.block(body) : null,
      at: this.#at(node)
    };
  }

  #field(node: Apex.FieldDeclarationContext, modifiers: Modifiers): FieldNode {
    return {
      kind: 'field',
      modifiers,
      type: this.#expressions.type(node.typeRef()),
      declarators: this.#statements.declarators(node.variableDeclarators()),
      at: this.#at(node)
    };
  }

  #property(node: Apex.PropertyDeclarationContext, modifiers: Modifiers): PropertyNode {
    const property: PropertyNode = {
      kind: 'property',
      name: node.id().getText(),
      modifiers,
      type: this.#expressions.type(node.typeRef()),
      get: null,
      set: null,
      getModifiers: { words: [], annotations: [] },
      setModifiers: { words: [], annotations: [] },
      at: this.#at(node)
    };
    for (const block of node.propertyBlock_list()) {
      const [getter, setter] = [block.getter(), block.setter()];
      const body = getter?.block() ?? setter?.block();
      const accessor = body ? this.#statements.block(body) : ('auto' as const);
      if (getter) {
        property.get = accessor;
        property.getModifiers = this.#modifiers(block.modifier_list());
      } else {
        property.set = accessor;
        property.setModifiers = this.#modifiers(block.modifier_list());
      }
    }
    return property;
  }

  #interface(node: Apex.InterfaceDeclarationContext, modifiers: Modifiers): ClassNode {
    return {
      kind: 'interface',
      name: node.id().getText(),
      modifiers,
      extends: null,
      implements: (node.typeList()?.typeRef_list() ?? []).map((type) => this.#expressions.type(type)),
      constants: [],
      methods: node
        .interfaceBody()
        .interfaceMethodDeclaration_list()
        .map((method) => {
          const returns = method.typeRef();
          return {
            kind: 'method',
            name: method.id().getText(),
            modifiers: { words: ['public', 'abstract'], annotations: [] },
            returns: returns ? this.#expressions.type(returns) : null,
            parameters: this.#parameters(method.formalParameters()),
            body: null,
            at: this.#at(method)
          };
        }),
      constructors: [],
      members: [],
      inner: [],
      at: this.#at(node)
    };
  }

  #enum(node: Apex.EnumDeclarationContext, modifiers: Modifiers): ClassNode {
    return {
      kind: 'enum',
      name: node.id().getText(),
      modifiers,
      extends: null,
      implements: [],
      constants: (node.enumConstants()?.id_list() ?? []).map((constant) => constant.getText()),
      methods: [],
      constructors: [],
      members: [],
      inner: [],
      at: this.#at(node)
    };
  }

  #parameters(node: Apex.FormalParametersContext): Parameter[] {
    return (node.formalParameterList()?.formalParameter_list() ?? []).map((parameter) => ({
      type: this.#expressions.type(parameter.typeRef()),
      name: parameter.id().getText(),
      isFinal: isFinal(parameter.modifier_list()),
      at: this.#at(parameter)
    }));
  }

  #modifiers(nodes: readonly Apex.ModifierContext[]): Modifiers {
    const words: string[] = [];
    const annotations: Annotation[] = [];
    for (const node of nodes) {
      const annotation = node.annotation();
      if (annotation) annotations.push(toAnnotation(annotation));
      else
        words.push(
          node
            .getText()
            .toLowerCase()
            .replace(/sharing$/, ' sharing')
        );
    }
    return { words, annotations };
  }

  trigger(node: Apex.TriggerUnitContext): TriggerNode {
    const [name, object] = node.id_list().map((id) => id.getText());
    return {
      name: name ?? '',
      object: object ?? '',
      events: node.triggerCase_list().map((event) =>
        event
          .getText()
          .toLowerCase()
          .replace(/^(before|after)/, '$1 ')
      ),
      body: {
        kind: 'block',
        body: node
          .triggerBlock()
          .triggerBlockMember_list()
          .map((member) => this.#blockMember(member)),
        at: this.#at(node)
      },
      at: this.#at(node)
    };
  }

  anonymous(node: Apex.AnonymousUnitContext): Stmt {
    return {
      kind: 'block',
      body: node
        .anonymousBlock()
        .anonymousBlockMember_list()
        .map((member) => this.#blockMember(member)),
      at: this.#at(node)
    };
  }

  /** Locals at the top of a trigger or an anonymous block parse as fields. */
  #blockMember(node: Apex.TriggerBlockMemberContext | Apex.AnonymousBlockMemberContext): Stmt {
    const statement = node.statement();
    if (statement) return this.#statements.read(statement);
    const declared =
      node instanceof Apex.TriggerBlockMemberContext
        ? node.triggerMemberDeclaration()
        : node.anonymousMemberDeclaration();
    const field = declared?.fieldDeclaration();
    if (!field)
      return this.#expressions.refuse(node as unknown as Node, 'A method or type inside a trigger or anonymous block');
    return {
      kind: 'local',
      type: this.#expressions.type(field.typeRef()),
      isFinal: isFinal(node.modifier_list()),
      declarators: this.#statements.declarators(field.variableDeclarators()),
      at: this.#at(node)
    };
  }
}

function toAnnotation(node: Apex.AnnotationContext): Annotation {
  const values: Record<string, string> = {};
  for (const pair of node.elementValuePairs()?.elementValuePair_list() ?? []) {
    values[pair.id().getText().toLowerCase()] = pair.elementValue().getText().replace(/^'|'$/g, '');
  }
  return { name: node.id().getText().toLowerCase(), values };
}
