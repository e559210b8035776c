/** Errors that only a rule of ESLint sees, each as a file of the bundle `handoffText`, and the rule that tells of it. */
export const LINT_PLANTS: readonly { what: string; kind: 'css' | 'html' | 'ts'; text: string; rule: string }[] = [
  {
    what: 'a colour instead of a styling hook',
    kind: 'css',
    text: '.gap {\n  color: #ff0000;\n}\n',
    rule: '@salesforce-ux/slds/no-hardcoded-values-slds2'
  },
  {
    what: 'an override of what is inside a base component',
    kind: 'css',
    text: '.gap .slds-button {\n  border: none;\n}\n',
    rule: '@salesforce-ux/slds/no-slds-class-overrides'
  },
  {
    what: 'a design token of the first design system',
    kind: 'css',
    text: '.gap {\n  color: var(--lwc-colorTextDefault);\n}\n',
    rule: '@salesforce-ux/slds/lwc-token-to-slds-hook'
  },
  {
    what: 'a styling hook that is Salesforce’s own',
    kind: 'css',
    text: '.gap {\n  --_slds-g-gap: 1px;\n}\n',
    rule: '@salesforce-ux/slds/no-slds-private-var'
  },
  {
    what: 'a hook of one’s own under Salesforce’s name',
    kind: 'css',
    text: '.gap {\n  --slds-c-button-color: var(--slds-g-color-on-surface-3);\n}\n',
    rule: '@salesforce-ux/slds/no-slds-namespace-for-custom-hooks'
  },
  {
    what: 'a class of the design system that is gone',
    kind: 'html',
    text: '<template>\n  <h2 class="slds-text-heading--large"></h2>\n</template>\n',
    rule: '@salesforce-ux/slds/enforce-bem-usage'
  },
  {
    what: 'text put into the page as HTML',
    kind: 'ts',
    text: component("const [one] = this.template.querySelectorAll('p');\n    one.innerHTML = 'x';"),
    rule: '@lwc/lwc/no-inner-html'
  },
  {
    what: 'a look at the whole document',
    kind: 'ts',
    text: component("document.querySelector('p');"),
    rule: '@lwc/lwc/no-document-query'
  },
  {
    what: 'a timer that nobody stops',
    kind: 'ts',
    text: component('setTimeout(() => undefined, 1000);'),
    rule: '@lwc/lwc/no-async-operation'
  },
  {
    what: 'a property that is named like an event',
    kind: 'ts',
    text: component('', '  @api onsave = 1;\n'),
    rule: '@lwc/lwc/valid-api'
  }
];

function component(body: string, members = ''): string {
  return [
    "import { api, LightningElement } from 'lwc';",
    'export default class Planted extends LightningElement {',
    `${members}  @api go() {`,
    `    ${body}`,
    '  }',
    '}',
    ''
  ].join('\n');
}
