"""Filings 申报: an application that is filed elsewhere, at a tax office, a bank, a provincial portal.

A *hand-off* 申报交接 is what a firm takes along: the facts that the policy asks for, each with its source and day, as
the firm let them stand; a sheet to print, the same as JSON and as a workbook; the way to the place; a number 交接编号
by which the outcome 申报结果 finds back. Windows bring lists of outcomes; all of it feeds the funnel of the policy.
"""
