import { OrgError, UnsupportedError } from '../../org/errors.ts';
import type { FieldDescribe, ObjectDescribe, Schema } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import { AGGREGATES, checkAggregate, isAggregateCall } from './aggregate.ts';
import { checkComparison } from './operands.ts';
import type { Condition, Expression, Select } from './parse.ts';
import { reader, resolvePath, unknownObject, unknownRelationship } from './resolve.ts';
import { semiJoins } from './semi-joins.ts';

const MOST_OFFSET = 2000;
const MOST_ROWS_OF_ALL_FIELDS = 200;

/** Checks all of a query that does not depend on who asks: names, types, what may be grouped, sorted, filtered. */
export function checkQuery(store: Store, select: Select): ObjectDescribe {
  const object = store.schema.object(select.from);
  if (!object) throw unknownObject(select.from);
  checkSelect(store, object, select);
  return object;
}

function checkSelect(store: Store, object: ObjectDescribe, select: Select): void {
  const fieldOf = (expression: Expression): FieldDescribe => reader(store, object, expression, () => undefined).field;
  checkLimits(select);
  if (isAggregate(select)) checkGroups(store.schema, object, select, fieldOf);
  else checkColumns(select, fieldOf);
  for (const expression of select.groupBy) checkKind(fieldOf(expression), 'grouped');
  for (const { expression } of select.orderBy) {
    if (!isAggregateCall(expression)) checkKind(fieldOf(expression), 'sorted');
  }
  for (const condition of comparisons(select.where)) {
    checkComparison(fieldOf(condition.field), condition.operator, condition.value);
  }
  for (const query of semiJoins(store, object, select)) checkQuery(store, query);
  for (const child of select.children) checkSelect(store, childOf(store.schema, object, child), child);
}

export function childOf(schema: Schema, object: ObjectDescribe, child: Select): ObjectDescribe {
  const relationship = relationshipOf(object, child);
  const found = schema.object(relationship.childObject);
  if (!found) throw unknownRelationship(child.from);
  return found;
}

export function relationshipOf(object: ObjectDescribe, child: Select) {
  const relationship = object.childRelationships.find(({ name }) => name.toLowerCase() === child.from.toLowerCase());
  if (!relationship) throw unknownRelationship(child.from);
  return relationship;
}

export function isAggregate(select: Select): boolean {
  return select.groupBy.length > 0 || select.fields.some(({ expression }) => isAggregateCall(expression));
}

/** `SELECT COUNT() FROM …`: a number and no rows. */
export function isBareCount(select: Select): boolean {
  const [only] = select.fields;
  return select.fields.length === 1 && only?.expression.kind === 'call' && isCountOfRows(only.expression);
}

function isCountOfRows(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name === 'COUNT' && expression.argument === null;
}

function checkLimits(select: Select): void {
  const { offset, limit, allFields } = select;
  if (offset && 'value' in offset && offset.value > MOST_OFFSET) {
    throw new OrgError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MOST_OFFSET}`);
  }
  if (allFields && !(limit && 'value' in limit && limit.value <= MOST_ROWS_OF_ALL_FIELDS)) {
    throw new OrgError(
      'MALFORMED_QUERY',
      `The SOQL FIELDS function must have a LIMIT of at most ${MOST_ROWS_OF_ALL_FIELDS}`
    );
  }
}

function checkColumns(select: Select, fieldOf: (expression: Expression) => FieldDescribe): void {
  const seen = new Set<string>();
  for (const { expression, alias } of select.fields) {
    if (expression.kind === 'call') throw new UnsupportedError(`${expression.name}() in SELECT without GROUP BY`);
    if (alias !== undefined) throw new OrgError('MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
    fieldOf(expression);
    const name = expression.path.join('.').toLowerCase();
    if (seen.has(name)) throw new OrgError('MALFORMED_QUERY', `duplicate field selected: ${expression.path.join('.')}`);
    seen.add(name);
  }
  if (select.having) throw new OrgError('MALFORMED_QUERY', 'HAVING needs GROUP BY');
}

function checkGroups(
  schema: Schema,
  object: ObjectDescribe,
  select: Select,
  fieldOf: (expression: Expression) => FieldDescribe
): void {
  const keyOf = (expression: Expression): string => {
    if (expression.kind === 'call')
      return `${expression.name}(${expression.argument ? keyOf(expression.argument) : ''})`;
    const { steps, field } = resolvePath(schema, object, expression.path);
    return [...steps.map(({ relationship }) => relationship), field.apiName].join('.');
  };
  const grouped = new Set(select.groupBy.map(keyOf));
  const check = (expression: Expression): void => {
    if (expression.kind === 'call' && AGGREGATES.has(expression.name)) {
      if (expression.argument) checkAggregate(expression.name, fieldOf(expression.argument));
      return;
    }
    fieldOf(expression);
    if (!grouped.has(keyOf(expression))) {
      const name = expression.kind === 'field' ? expression.path.join('.') : expression.name;
      throw new OrgError('MALFORMED_QUERY', `Field must be grouped or aggregated: ${name}`);
    }
  };
  if (select.children.length > 0) throw new UnsupportedError('A child query beside aggregates');
  if (select.fields.some(({ expression }) => isCountOfRows(expression)) && !isBareCount(select)) {
    throw new OrgError('MALFORMED_QUERY', 'COUNT() must be the only element in the SELECT list');
  }
  for (const { expression } of select.fields) check(expression);
  for (const { expression } of select.orderBy) check(expression);
  for (const { field } of comparisons(select.having)) check(field);
}

function checkKind(field: FieldDescribe, what: 'grouped' | 'sorted'): void {
  if (field.kind === 'longtextarea' || field.kind === 'multipicklist') {
    throw new OrgError('INVALID_FIELD', `field '${field.apiName}' can not be ${what} in a query call`);
  }
}

/** Every comparison in a condition, however deep. */
export function* comparisons(condition: Condition | undefined): Iterable<Condition & { kind: 'compare' }> {
  if (!condition) return;
  if (condition.kind === 'compare') {
    yield condition;
  } else if (condition.kind === 'not') {
    yield* comparisons(condition.of);
  } else {
    yield* comparisons(condition.left);
    yield* comparisons(condition.right);
  }
}
