import { OrgError } from '../../org/errors.ts';
import type { FieldDescribe, ObjectDescribe } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { Condition, Expression, Select } from './parse.ts';
import { reader, unknownObject } from './resolve.ts';

const MOST = 2;
/** Objects that no such sub-query reads. */
const NOT_READ = new Set(['Attachment', 'Event', 'Note', 'Task']);

/**
 * Checks the semi-joins and anti-joins of a query against "Considerations for Semi-Join and Anti-Join Queries"
 * (Comparison Operators, SOQL and SOSL Reference). The sub-queries themselves are checked as queries besides.
 *
 * @returns the sub-queries
 * @throws {OrgError} MALFORMED_QUERY
 */
export function semiJoins(store: Store, object: ObjectDescribe, select: Select): Select[] {
  if (joins(select.having).length > 0) refuse('a semi-join cannot stand in HAVING');
  const found = joins(select.where);
  if (found.length > MOST) refuse(`at most ${MOST} semi-joins stand in one WHERE`);
  for (const { condition, query, below } of found) {
    if (below === 'or') refuse('a semi-join cannot be combined by OR');
    if (below === 'not') refuse('NOT cannot stand before a semi-join: write the anti-join');
    if (condition.operator !== 'IN' && condition.operator !== 'NOT IN') refuse('a sub-query needs IN or NOT IN');
    checkOne(store, object, condition.field, query);
  }
  return found.map(({ query }) => query);
}

function checkOne(store: Store, object: ObjectDescribe, left: Expression, query: Select): void {
  const inner = store.schema.object(query.from);
  if (!inner) throw unknownObject(query.from);
  const [column] = query.fields;
  if (!column || query.fields.length !== 1 || query.children.length > 0 || column.expression.kind !== 'field')
    return refuse('a semi-join sub-select must have exactly one field');
  const targets = targetsOf(store, inner, column.expression, 'selected');
  const wanted = targetsOf(store, object, left, 'left');
  if (inner === object) refuse(`a semi-join cannot read ${object.apiName}, which the query itself reads`);
  if (NOT_READ.has(inner.apiName)) refuse(`a semi-join cannot read ${inner.apiName}`);
  if (joins(query.where).length > 0) refuse('a semi-join cannot stand in another');
  if (query.limit || query.orderBy.length > 0) refuse('a semi-join takes no ORDER BY and no LIMIT');
  if (!targets.some((name) => wanted.includes(name)))
    refuse(`a semi-join must select a field that refers to ${wanted.join(' or ')}`);
}

/** What an id or a reference refers to; nothing else goes on either side. */
function targetsOf(store: Store, object: ObjectDescribe, expression: Expression, which: string): readonly string[] {
  const { field } = reader(store, object, expression, () => undefined);
  if (expression.kind !== 'field' || expression.path.length > 1)
    return refuse(`the ${which} field of a semi-join cannot belong to another record`);
  return field.kind === 'id' ? [object.apiName] : reference(field, which);
}

function reference({ apiName, referenceTo }: FieldDescribe, which: string): readonly string[] {
  return referenceTo.length > 0
    ? referenceTo
    : refuse(`The ${which} field '${apiName}' in a semi-join must be an ID or a reference`);
}

interface Join {
  condition: Condition & { kind: 'compare' };
  query: Select;
  /** The nearest OR or NOT that it stands below. */
  below: 'or' | 'not' | undefined;
}

function joins(condition: Condition | undefined, below?: 'or' | 'not'): Join[] {
  if (!condition) return [];
  switch (condition.kind) {
    case 'compare':
      return condition.value.kind === 'query' ? [{ condition, query: condition.value.query, below }] : [];
    case 'not':
      return joins(condition.of, 'not');
    default: {
      const inside = condition.kind === 'or' ? 'or' : below;
      return [...joins(condition.left, inside), ...joins(condition.right, inside)];
    }
  }
}

function refuse(message: string): never {
  throw new OrgError('MALFORMED_QUERY', message);
}
