import { fill, formatDate, formatDateTime, formatMoney, formatTime, plural, today } from 'c/handoffText';

describe('c/handoffText', () => {
  it('fills the places of a label, as often as they occur', () => {
    expect(fill('{1} of {0}, {0} in all', 8, 'six')).toBe('six of 8, 8 in all');
  });

  it('leaves a place without a value empty', () => {
    expect(fill('by {0}{1}', 'Dana')).toBe('by Dana');
    expect(fill('by {0}', null)).toBe('by ');
  });

  it('chooses the form for one only for one', () => {
    const answers = (count: number): string =>
      plural(count, '{0} answer before {1}', '{0} answers before {1}', 'Closed Won');
    expect(answers(1)).toBe('1 answer before Closed Won');
    expect(answers(0)).toBe('0 answers before Closed Won');
    expect(answers(2)).toBe('2 answers before Closed Won');
  });

  it('writes a date as it is, whatever the time zone', () => {
    expect(formatDate('2027-04-15')).toBe('Apr 15, 2027');
  });

  it('writes moments in the time zone of the user', () => {
    expect(formatDateTime('2027-04-15T06:30:00.000Z')).toBe('Apr 14, 2027, 11:30 PM');
    expect(formatTime('2027-04-15T06:30:00.000Z')).toBe('11:30 PM');
  });

  it('writes nothing for nothing and for what is not a date', () => {
    expect([formatDate(null), formatDate(undefined), formatDateTime(''), formatTime('soon')]).toEqual(['', '', '', '']);
  });

  it('writes an amount in the currency of the org, or in its own where there are several', () => {
    expect(formatMoney(186000.4)).toBe('$186,000');
    expect(formatMoney(186000.4, null)).toBe('$186,000');
    expect(formatMoney(186000.4, 'EUR')).toBe('€186,000');
  });

  it('knows the day of the user', () => {
    expect(today(new Date('2027-04-15T06:30:00.000Z'))).toBe('2027-04-14');
  });
});
