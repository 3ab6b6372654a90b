"""Pure decisions about agreements: fees, days, invoices, what is alike."""
