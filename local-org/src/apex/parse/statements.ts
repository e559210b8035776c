import * as Apex from '@apexdevtools/apex-parser';
import type { Declarator, DmlOperation, Expr, Place, Stmt, SwitchCase } from './ast.ts';
import { type ExpressionReader, unescape } from './expressions.ts';

/** Reads statements of one file. */
export class StatementReader {
  readonly #expressions: ExpressionReader;

  constructor(expressions: ExpressionReader) {
    this.#expressions = expressions;
  }

  #at(node: object): Place {
    return this.#expressions.place(node);
  }

  block(node: Apex.BlockContext): Stmt {
    return { kind: 'block', body: node.statement_list().map((statement) => this.read(statement)), at: this.#at(node) };
  }

  declarators(node: Apex.VariableDeclaratorsContext): Declarator[] {
    return node.variableDeclarator_list().map((declarator) => {
      const value = declarator.expression();
      return {
        name: declarator.id().getText(),
        value: value ? this.#expressions.read(value) : null,
        at: this.#at(declarator)
      };
    });
  }

  read(node: Apex.StatementContext): Stmt {
    const at = this.#at(node);
    const expressions = this.#expressions;
    const inner = node.block();
    if (inner) return this.block(inner);
    const local = node.localVariableDeclarationStatement();
    if (local) return this.#local(local.localVariableDeclaration());
    const plain = node.expressionStatement();
    if (plain) return { kind: 'expression', expression: expressions.read(plain.expression()), at };
    const branch = node.ifStatement();
    if (branch) {
      const otherwise = branch.statement(1);
      return {
        kind: 'if',
        test: this.#test(branch.parExpression()),
        then: this.read(branch.statement(0)),
        otherwise: otherwise ? this.read(otherwise) : null,
        at
      };
    }
    const loop = node.forStatement();
    if (loop) return this.#for(loop, at);
    const during = node.whileStatement();
    if (during)
      return { kind: 'while', test: this.#test(during.parExpression()), body: this.#optional(during.statement()), at };
    const until = node.doWhileStatement();
    if (until) return { kind: 'doWhile', test: this.#test(until.parExpression()), body: this.block(until.block()), at };
    const choice = node.switchStatement();
    if (choice)
      return {
        kind: 'switch',
        on: expressions.read(choice.expression()),
        cases: choice.whenControl_list().map((control) => this.#case(control)),
        at
      };
    const attempt = node.tryStatement();
    if (attempt) return this.#try(attempt, at);
    const result = node.returnStatement();
    if (result) {
      const value = result.expression();
      return { kind: 'return', value: value ? expressions.read(value) : null, at };
    }
    const thrown = node.throwStatement();
    if (thrown) return { kind: 'throw', value: expressions.read(thrown.expression()), at };
    if (node.breakStatement()) return { kind: 'break', at };
    if (node.continueStatement()) return { kind: 'continue', at };
    const asUser = node.runAsStatement();
    if (asUser) return this.#runAs(asUser, at);
    return this.#dml(node, at);
  }

  #dml(node: Apex.StatementContext, at: Place): Stmt {
    const found: [
      DmlOperation,
      (
        | Apex.InsertStatementContext
        | Apex.UpdateStatementContext
        | Apex.UpsertStatementContext
        | Apex.DeleteStatementContext
        | Apex.UndeleteStatementContext
        | null
      )
    ][] = [
      ['insert', node.insertStatement()],
      ['update', node.updateStatement()],
      ['upsert', node.upsertStatement()],
      ['delete', node.deleteStatement()],
      ['undelete', node.undeleteStatement()]
    ];
    for (const [operation, statement] of found) {
      if (!statement) continue;
      const level = statement.accessLevel();
      const field = statement instanceof Apex.UpsertStatementContext ? statement.qualifiedName() : null;
      return {
        kind: 'dml',
        operation,
        access: level ? (level.USER() ? 'user' : 'system') : null,
        value: this.#expressions.read(statement.expression()),
        field: field ? (field.getText().split('.').at(-1) ?? null) : null,
        at
      };
    }
    return this.#expressions.refuse(node, node.getText().slice(0, 60));
  }

  #runAs(node: Apex.RunAsStatementContext, at: Place): Stmt {
    const [user] = this.#expressions.list(node.expressionList());
    if (!user) return this.#expressions.refuse(node, 'System.runAs without a user');
    return { kind: 'runAs', user, body: this.block(node.block()), at };
  }

  #local(node: Apex.LocalVariableDeclarationContext): Stmt {
    return {
      kind: 'local',
      type: this.#expressions.type(node.typeRef()),
      isFinal: isFinal(node.modifier_list()),
      declarators: this.declarators(node.variableDeclarators()),
      at: this.#at(node)
    };
  }

  #for(node: Apex.ForStatementContext, at: Place): Stmt {
    const control = node.forControl();
    const body = this.#optional(node.statement());
    const each = control.enhancedForControl();
    if (each) {
      return {
        kind: 'forEach',
        type: this.#expressions.type(each.typeRef()),
        name: each.id().getText(),
        over: this.#expressions.read(each.expression()),
        body,
        at
      };
    }
    const init = control.forInit();
    const local = init?.localVariableDeclaration();
    const first = this.#expressions.list(init?.expressionList());
    const test = control.expression();
    return {
      kind: 'for',
      init: local
        ? this.#local(local)
        : first.length > 0
          ? { kind: 'block', body: first.map((expression) => ({ kind: 'expression', expression, at })), at }
          : null,
      test: test ? this.#expressions.read(test) : null,
      update: this.#expressions.list(control.forUpdate()?.expressionList()),
      body,
      at
    };
  }

  #case(node: Apex.WhenControlContext): SwitchCase {
    const value = node.whenValue();
    const body = this.block(node.block());
    const at = this.#at(node);
    const type = value.typeRef();
    if (value.ELSE()) return { when: null, body, at };
    if (type) return { when: { type: this.#expressions.type(type), name: value.id()?.getText() ?? '' }, body, at };
    return { when: value.whenLiteral_list().map((literal) => this.#whenLiteral(literal)), body, at };
  }

  #whenLiteral(node: Apex.WhenLiteralContext): Expr {
    const at = this.#at(node);
    const inner = node.whenLiteral();
    if (inner) return this.#whenLiteral(inner);
    if (node.NULL()) return { kind: 'literal', type: 'null', value: null, at };
    const text = node.getText();
    if (node.StringLiteral()) return { kind: 'literal', type: 'String', value: unescape(text), at };
    if (node.IntegerLiteral()) return { kind: 'literal', type: 'Integer', value: Number(text), at };
    if (node.LongLiteral()) return { kind: 'literal', type: 'Long', value: text.slice(0, -1), at };
    return { kind: 'name', name: text, at };
  }

  #try(node: Apex.TryStatementContext, at: Place): Stmt {
    const last = node.finallyBlock();
    return {
      kind: 'try',
      body: this.block(node.block()),
      catches: node.catchClause_list().map((clause) => ({
        type: { name: clause.qualifiedName().getText(), args: [], at: this.#at(clause) },
        name: clause.id().getText(),
        body: this.block(clause.block()),
        at: this.#at(clause)
      })),
      last: last ? this.block(last.block()) : null,
      at
    };
  }

  #test(node: Apex.ParExpressionContext): Expr {
    return this.#expressions.read(node.expression());
  }

  #optional(node: Apex.StatementContext | null | undefined): Stmt | null {
    return node ? this.read(node) : null;
  }
}

export function isFinal(modifiers: readonly Apex.ModifierContext[]): boolean {
  return modifiers.some((modifier) => modifier.getText().toLowerCase() === 'final');
}
