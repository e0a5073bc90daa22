/** Entries of the metadata that are for programs and say nothing to people. */
export const FOR_PROGRAMS: readonly string[] = [
  'provenance.schema',
  'provenance.identity',
  'provenance.code'
];
