/** "VBAS" in the file's header: this database is ours. */
export const applicationId = 0x56424153;
