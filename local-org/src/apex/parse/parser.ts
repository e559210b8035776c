import * as Apex from '@apexdevtools/apex-parser';
import { CompileError } from './problems.ts';

/** A parser over one file's text that ends at the first syntax error. */
export function parserFor(file: string, source: string): Apex.ApexParser {
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
