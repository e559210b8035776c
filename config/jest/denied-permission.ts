/** What a custom permission imports as for somebody who does not hold it. */
export default undefined;
