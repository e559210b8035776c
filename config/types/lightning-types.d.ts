// One by one: the package's index would also bring its own `lightning/modal`, which lacks `open`.
import '@salesforce/lightning-types/dist/@salesforce/client.d.ts';
import '@salesforce/lightning-types/dist/@salesforce/user.d.ts';
