"""Enterprises 企业库: the firms, sole traders, teams and others that the network serves.

An enterprise is an organisation with a credit code (or, for a start-up team or an individual, a name and a mobile
number) and facts: each with its value, its date, its source 来源 and who stated it. What is absent is unknown.
"""
