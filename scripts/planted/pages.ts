/** Errors in pages, each in a module of its own, and what the compiler says about them. */
export const PAGE_PLANTS: readonly { what: string; text: string; said: RegExp }[] = [
  {
    what: 'an import of an Apex method that is missing',
    text: "import load from '@salesforce/apex/HandoffPanelController.laod';\nexport const used = load;\n",
    said: /HandoffPanelController\.laod/
  },
  {
    what: 'an import of an Apex class that is missing',
    text: "import load from '@salesforce/apex/HandoffPanelControler.load';\nexport const used = load;\n",
    said: /HandoffPanelControler\.load/
  },
  {
    what: 'an import of a field that is missing',
    text: "import GOALS from '@salesforce/schema/Handoff__c.Buyer_Gaols__c';\nexport const used = GOALS;\n",
    said: /Buyer_Gaols__c/
  },
  {
    what: 'an import of a label that is missing',
    text: "import title from '@salesforce/label/c.No_Such_Label';\nexport const used = title;\n",
    said: /No_Such_Label/
  },
  {
    what: 'an import of a custom permission that is missing',
    text: "import may from '@salesforce/customPermission/Handoff_Bypas';\nexport const used = may;\n",
    said: /Handoff_Bypas/
  },
  {
    what: 'a parameter that an Apex method does not have',
    text: "import load from '@salesforce/apex/HandoffPanelController.load';\nexport const used = load({ opportunity: 'x' });\n",
    said: /opportunity/
  }
];
