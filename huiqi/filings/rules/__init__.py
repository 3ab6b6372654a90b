"""Decisions about filings: what a number looks like, where a policy is applied for, what a line of outcomes says."""
