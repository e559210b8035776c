import type { RecordValues } from '../../org/schema.ts';
import type { Store } from '../store.ts';
import type { StoreTransaction } from '../transaction.ts';

/**
 * What Salesforce itself does to standard objects when they are saved: names of people, the fields of an
 * opportunity that follow its stage, closed tasks.
 *
 * @param values the new version, changed in place
 * @param old the version before, or null for a new record
 * @param given fields that the save named
 */
export function deriveStandardFields(
  store: Store,
  object: string,
  values: RecordValues,
  old: RecordValues | null,
  given: ReadonlySet<string>
): void {
  if (object === 'Contact' || object === 'User' || object === 'Lead') {
    values['Name'] = [values['FirstName'], values['LastName']].filter((part) => part).join(' ');
  } else if (object === 'Opportunity') {
    deriveFromStage(store, values, old, given);
  } else if (object === 'Task') {
    values['IsClosed'] = values['Status'] === 'Completed';
  }
}

function deriveFromStage(
  store: Store,
  values: RecordValues,
  old: RecordValues | null,
  given: ReadonlySet<string>
): void {
  const stage = stageOf(store, values['StageName']);
  values['IsClosed'] = stage?.['IsClosed'] ?? false;
  values['IsWon'] = stage?.['IsWon'] ?? false;
  values['ForecastCategoryName'] = stage?.['ForecastCategoryName'] ?? null;
  const moved = !old || old['StageName'] !== values['StageName'];
  if (moved && !given.has('Probability')) values['Probability'] = stage?.['DefaultProbability'] ?? null;
  const { Amount: amount, Probability: probability } = values;
  values['ExpectedRevenue'] =
    typeof amount === 'number' && typeof probability === 'number' ? (amount * probability) / 100 : null;
}

function stageOf(store: Store, name: unknown): RecordValues | undefined {
  for (const row of store.table('OpportunityStage').rows()) if (row['ApiName'] === name) return row;
  return undefined;
}

/** Rows that Salesforce adds or changes beside the one that was saved. */
export function afterStandardSave(
  tx: StoreTransaction,
  object: string,
  id: string,
  values: RecordValues,
  old: RecordValues | null
): void {
  if (object === 'Opportunity') addHistory(tx, id, values, old);
  if (object === 'OpportunityContactRole' && values['IsPrimary'] === true && old?.['IsPrimary'] !== true)
    demoteOthers(tx, id, values);
}

function addHistory(tx: StoreTransaction, id: string, values: RecordValues, old: RecordValues | null): void {
  const watched = ['StageName', 'Amount', 'CloseDate', 'Probability'];
  if (old && watched.every((field) => old[field] === values[field])) return;
  const historyId = tx.store.ids.next('008');
  const row: RecordValues = {
    Id: historyId,
    OpportunityId: id,
    CreatedDate: tx.store.moment(tx.now),
    CreatedById: tx.user.id,
    IsDeleted: false
  };
  for (const field of watched) row[field] = values[field] ?? null;
  tx.write('OpportunityHistory', historyId, row);
}

/** A deal has one primary contact: naming another takes it from the first. */
function demoteOthers(tx: StoreTransaction, id: string, values: RecordValues): void {
  const table = tx.store.table('OpportunityContactRole');
  for (const otherId of [...table.find('OpportunityId', values['OpportunityId'] ?? null)]) {
    const other = table.get(otherId);
    if (other && otherId !== id && other['IsPrimary'] === true)
      tx.write('OpportunityContactRole', otherId, { ...other, IsPrimary: false });
  }
}
