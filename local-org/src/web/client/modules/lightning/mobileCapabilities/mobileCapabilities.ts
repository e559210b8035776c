const absent = { isAvailable: () => false };

/** Base components ask for a phone's scanner; a desktop's page has none. */
export const getBarcodeScanner = () => absent;
