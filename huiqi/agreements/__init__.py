"""Service agreements 服务协议: what a handler does for a firm, at what price, by when, and what came of it.

An agreement grows out of the plan for a demand of a service kind. It has versions 版本, which handler and firm both
confirm; milestones 节点, each with its day, deliverables 交付物 and effects 成效; a payment and its invoice 发票; and
at the end the firm's own confirmation that the service was done. One agreement so confirmed is one service: the unit
that is counted, and that nobody can make alone.
"""
