/** A page of Salesforce's documentation. */
export interface Page {
  title: string;
  url: string;
  /** Whether its text was read in a copy, so that the rows are its words; else only its title and address are known. */
  read: boolean;
}

const APEX = 'https://developer.salesforce.com/docs/platform/apex-dev/references/apex-dev';
const GUIDE = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode';
const SOQL = 'https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide';
const HELP = 'https://help.salesforce.com/s/articleView?type=5&id=platform';

const read = (title: string, url: string): Page => ({ title, url, read: true });
const known = (title: string, url: string): Page => ({ title, url, read: false });

/** Every page that a row cites. */
export const PAGES = {
  order: read('Triggers and Order of Execution', `${GUIDE}/apex_triggers_order_of_execution.htm`),
  context: read('Trigger Context Variables', `${APEX}/apex-triggers-context-variables.html`),
  considerations: read(
    'Context Variable Considerations',
    `${APEX}/apex-triggers-context-variables-considerations.html`
  ),
  bulk: read('Bulk DML Exception Handling', `${GUIDE}/apex_dml_bulk_exceptions.htm`),
  statements: read('DML Statements vs. Database Class Methods', `${GUIDE}/langCon_apex_dml_database.htm`),
  statics: read('Static and Instance Methods, Variables, and Initialization Code', `${GUIDE}/apex_classes_static.htm`),
  transaction: read('Transaction Control', `${GUIDE}/langCon_apex_transaction_control.htm`),
  upsert: read('Upserting Records', `${GUIDE}/langCon_apex_dml_examples_upsert.htm`),
  delete: read('Deleting Records', `${GUIDE}/langCon_apex_dml_examples_delete.htm`),
  emptyRecycleBin: read(
    'emptyRecycleBin()',
    'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_emptyrecyclebin.htm'
  ),
  datetime: known('Datetime Class', `${GUIDE.replace('apexcode', 'apexref')}/apex_methods_system_datetime.htm`),
  fields: known('Accessing SObject Fields', `${GUIDE}/langCon_apex_SObjects_accessing_fields.htm`),
  undelete: read('Restoring Deleted Records', `${GUIDE}/langCon_apex_dml_examples_undelete.htm`),
  limits: read('Execution Governors and Limits', `${GUIDE}/apex_gov_limits.htm`),
  queueable: read('Queueable Apex', `${GUIDE}/apex_queueing_jobs.htm`),
  finalizers: read('Transaction Finalizers', `${APEX}/apex-transaction-finalizers.html`),
  finalizerErrors: read(
    'Transaction Finalizers Error Messages',
    `${GUIDE}/apex_transaction_finalizers_error_messages.htm`
  ),
  callouts: read('Callout Limits and Limitations', `${GUIDE}/apex_callouts_timeouts.htm`),
  mockCallouts: read(
    'Performing DML Operations and Mock Callouts',
    `${GUIDE}/apex_classes_restful_http_testing_dml.htm`
  ),
  mixedDml: read('sObjects That Can’t Be Used Together in DML Operations', `${APEX}/apex-dml-non-mix-sobjects.html`),
  operators: read('Expression Operators', `${GUIDE}/langCon_apex_expressions_operators_understanding.htm`),
  primitives: read('Primitive Data Types', `${APEX}/langcon-apex-primitives.html`),
  conversions: read('Rules of Conversion', `${GUIDE}/langCon_apex_rules_of_conversion.htm`),
  decimal: read(
    'Decimal Class',
    'https://developer.salesforce.com/docs/platform/apex-ref/references/apex-ref/apex-methods-system-decimal.html'
  ),
  getRecord: read(
    'getRecord',
    'https://developer.salesforce.com/docs/component-library/documentation/en/lwc/reference_wire_adapters_record'
  ),
  uiApi: read(
    'Get Started with User Interface API',
    'https://developer.salesforce.com/docs/atlas.en-us.262.0.uiapi.meta/ui_api_requests_overview.htm'
  ),
  groupBy: read('GROUP BY', `${GUIDE.replaceAll('apexcode', 'soql_sosl')}/sforce_api_calls_soql_select_groupby.htm`),
  userMode: read('Set an Access Mode for Database Operations', `${APEX}/apex-classes-enforce-usermode.html`),
  orderBy: read('ORDER BY', `${GUIDE.replaceAll('apexcode', 'soql_sosl')}/sforce_api_calls_soql_select_orderby.htm`),
  comparison: read('Comparison Operators', `${SOQL}/sforce-api-calls-soql-select-comparisonoperators.html`),
  fieldExpression: read(
    'fieldExpression Syntax',
    `${GUIDE.replaceAll('apexcode', 'soql_sosl')}/sforce_api_calls_soql_select_fieldexpression.htm`
  ),
  dates: read('Date Formats and Date Literals in WHERE', `${SOQL}/sforce-api-calls-soql-select-dateformats.md`),
  aggregates: read('Aggregate Functions', `${SOQL}/sforce-api-calls-soql-select-agg-functions.html`),
  count: read('COUNT() and COUNT(fieldName)', `${SOQL}/sforce-api-calls-soql-select-count.html`),
  safeNavigation: read('Safe Navigation Operator', `${APEX}/langcon-apex-safenavigationoperator.html`),
  isChanged: read('ISCHANGED', `${HELP}.customize_functions_ischanged.htm`),
  priorValue: read('PRIORVALUE', `${HELP}.customize_functions_priorvalue.htm`),
  isNew: read('ISNEW', `${HELP}.customize_functions_isnew.htm`),
  contains: read('Use the CONTAINS function', 'https://help.salesforce.com/s/articleView?id=000385300&type=1'),
  containsCase: read('CONTAINS', `${HELP}.customize_functions_contains.htm`),
  isPickval: known('ISPICKVAL', `${HELP}.customize_functions_ispickval.htm`),
  isBlank: known('ISBLANK', `${HELP}.customize_functions_isblank.htm`),
  blankValue: known('BLANKVALUE', `${HELP}.customize_functions_blankvalue.htm`),
  includes: known('INCLUDES', `${HELP}.customize_functions_includes.htm`),
  begins: known('BEGINS', `${HELP}.customize_functions_begins.htm`),
  logic: known('Formula Operators and Functions', `${HELP}.customize_functions.htm`)
} as const satisfies Record<string, Page>;

export type PageName = keyof typeof PAGES;
