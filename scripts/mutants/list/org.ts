import type { Mutant } from '../mutant.ts';

const MONEY = 'classes/settings/HandoffMoneyService.cls';
const FIELDS = 'classes/settings/HandoffFieldSelector.cls';

/** Ways to break what differs from org to org: currencies, namespaces, fields that not every org has. */
export const orgMutants: readonly Mutant[] = [
  {
    file: MONEY,
    from: '? amount : amount / rate;',
    to: '? amount : amount * rate;',
    why: 'a small deal in yen is a large one'
  },
  {
    file: MONEY,
    from: 'rate == null || rate == 0 ?',
    to: 'rate == null ?',
    why: 'a currency without a rate stops the delivery'
  },
  {
    file: MONEY,
    from: 'isoCode == null ? amount.format()',
    to: 'isoCode != null ? amount.format()',
    why: 'amounts are shown without their currency'
  },
  {
    file: FIELDS,
    from: '?? fields.get(prefix + name.toLowerCase())',
    to: '',
    why: 'in a package with a namespace no answer is found'
  },
  {
    file: FIELDS,
    from: 'return field == null ? null : record',
    to: 'return field != null ? null : record',
    why: 'what is answered counts as missing'
  }
];
