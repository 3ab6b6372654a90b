"""Demands 诉求: what an enterprise asks of the network, from filing to archive.

A demand is one need; a handling 办理 is the work of one institution on it: a demand may pass through many hands, never
be in two. The enterprise's clock runs from the filing and is never stopped; every custody has a clock of its own.
A promise 承诺时限 that is not kept writes its accountability record 问责 by itself. First contact 首问 · information
asked once 一次性告知 · dispatch 转办 · return 退回 · rating 评价 · return visit 回访 · archive 归档.
"""
