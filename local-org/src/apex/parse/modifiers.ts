import type * as Apex from '@apexdevtools/apex-parser';
import type { Annotation, Modifiers, Place } from './ast.ts';
import type { ExpressionReader } from './expressions.ts';

/** Words and annotations before a declaration. */
export function readModifiers(expressions: ExpressionReader, nodes: readonly Apex.ModifierContext[]): Modifiers {
  const words: string[] = [];
  const annotations: Annotation[] = [];
  for (const node of nodes) {
    const annotation = node.annotation();
    if (annotation) annotations.push(toAnnotation(annotation, expressions.place(annotation)));
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

function toAnnotation(node: Apex.AnnotationContext, at: Place): Annotation {
  const values: Record<string, string> = {};
  for (const pair of node.elementValuePairs()?.elementValuePair_list() ?? []) {
    values[pair.id().getText().toLowerCase()] = pair.elementValue().getText().replace(/^'|'$/g, '');
  }
  return { name: node.id().getText().toLowerCase(), values, at };
}
