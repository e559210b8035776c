import answers from '@salesforce/label/c.Panel_Part_Answers';
import blocking from '@salesforce/label/c.Panel_Part_Blocking';
import judgement from '@salesforce/label/c.Panel_Part_Judgement';
import nothingBlocks from '@salesforce/label/c.Panel_Part_Nothing_Blocks';
import stillMissing from '@salesforce/label/c.Panel_Part_Missing';
import story from '@salesforce/label/c.Panel_Part_Story';

export const labels = { answers, blocking, judgement, nothingBlocks, stillMissing, story };
