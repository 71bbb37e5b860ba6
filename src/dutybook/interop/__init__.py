"""What others read and write: iCalendar, OSCAL, LegalRuleML, spreadsheets."""
