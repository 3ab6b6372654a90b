"""Papers 公文、单据: what leaves the office on paper, with a number, a place for the seal and a code to verify.

A paper is issued once and never changed: it may be declared void 作废 or be replaced. Its number 文号 comes from a
counter without gaps per organisation, kind and year. Upper apps register kinds and say who may read a paper; the hub
sets letterhead 发文机关标志, number words 机关代字 and footers per organisation and kind.
"""
