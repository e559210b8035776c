import type * as Apex from '@apexdevtools/apex-parser';
import type {
  ClassNode,
  FieldNode,
  InitializerNode,
  MethodNode,
  Modifiers,
  Parameter,
  Place,
  PropertyNode
} from './ast.ts';
import { ExpressionReader } from './expressions.ts';
import { readModifiers } from './modifiers.ts';
import { parserFor } from './parser.ts';
import { isFinal, StatementReader } from './statements.ts';

/** @throws {CompileError} with `path:line:column` for a syntax error */
export function parseClass(file: string, source: string): ClassNode {
  return new Declarations(file, source).type(parserFor(file, source).compilationUnit().typeDeclaration());
}

class Declarations {
  readonly #expressions: ExpressionReader;
  readonly #statements: StatementReader;

  constructor(file: string, source: string) {
    this.#expressions = new ExpressionReader(file, source);
    this.#statements = new StatementReader(this.#expressions);
  }

  #at(node: object): Place {
    return this.#expressions.place(node);
  }

  type(node: Apex.TypeDeclarationContext): ClassNode {
    return this.#typeOf(node, readModifiers(this.#expressions, node.modifier_list()));
  }

  #typeOf(node: Apex.TypeDeclarationContext | Apex.MemberDeclarationContext, modifiers: Modifiers): ClassNode {
    const [cls, face, values] = [node.classDeclaration(), node.interfaceDeclaration(), node.enumDeclaration()];
    if (cls) return this.#class(cls, modifiers);
    if (face) return this.#interface(face, modifiers);
    if (values) return this.#enum(values, modifiers);
    return this.#expressions.refuse(node, node.getText().slice(0, 40));
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
    const modifiers = readModifiers(this.#expressions, node.modifier_list());
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
        property.getModifiers = readModifiers(this.#expressions, block.modifier_list());
      } else {
        property.set = accessor;
        property.setModifiers = readModifiers(this.#expressions, block.modifier_list());
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
}
