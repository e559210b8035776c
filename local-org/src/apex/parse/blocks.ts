import * as Apex from '@apexdevtools/apex-parser';
import type { Place, Stmt, TriggerNode } from './ast.ts';
import { ExpressionReader } from './expressions.ts';
import { parserFor } from './parser.ts';
import { isFinal, StatementReader } from './statements.ts';

/** @throws {CompileError} with `path:line:column` for a syntax error */
export function parseTrigger(file: string, source: string): TriggerNode {
  return new Blocks(file, source).trigger(parserFor(file, source).triggerUnit());
}

/** Statements as `executeAnonymous` takes them. */
export function parseAnonymous(source: string): Stmt {
  return new Blocks('anonymous', source).anonymous(parserFor('anonymous', source).anonymousUnit());
}

/** Reads what stands outside of classes: triggers and anonymous blocks. */
class Blocks {
  readonly #expressions: ExpressionReader;
  readonly #statements: StatementReader;

  constructor(file: string, source: string) {
    this.#expressions = new ExpressionReader(file, source);
    this.#statements = new StatementReader(this.#expressions);
  }

  #at(node: object): Place {
    return this.#expressions.place(node);
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
    if (!field) return this.#expressions.refuse(node, 'A method or type inside a trigger or anonymous block');
    return {
      kind: 'local',
      type: this.#expressions.type(field.typeRef()),
      isFinal: isFinal(node.modifier_list()),
      declarators: this.#statements.declarators(field.variableDeclarators()),
      at: this.#at(node)
    };
  }
}
