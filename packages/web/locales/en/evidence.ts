/** English words of evidence files. */
export const evidenceEn = {
  evidence: {
    file: 'Evidence file',
    holds:
      'An evidence file (ZIP) holds what was asked and answered, word for word and with personal data, with every signature, receipt and log proof, and a page that verifies it offline; that you export it is logged.',
    saved: 'The evidence file has been handed to your browser',
    verify:
      'Keep it as you keep the case. To verify it, open verify.html inside it, on any computer, also without a network.',
    notKept: 'What was sent is no longer kept',
    onlyLog:
      'The time for which this peer keeps it is over, or it keeps none. The file has been handed to your browser; it proves only what the log says: that there was an exchange, when and with whom.',
    unknown: 'The log has no such exchange. Its entries may have been erased at the end of their time.',
    whoMay:
      'The evidence file of a message is for the data-protection officer of the organisation that owns this peer.',
  },
}
