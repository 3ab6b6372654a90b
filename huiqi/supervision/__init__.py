"""Supervision 督查督办: what follows when a promise was missed, until its remedy is accepted.

The accountability record 问责记录 is written by itself; from it a case climbs a ladder: order 督办, circular 通报,
formal talk 约谈. Each step has its limit, its recipient and its remedy 补救措施 (豫工信办企业〔2014〕22号: whoever is
responsible is held to account, and helped to make up for it). The worker proposes the next step when a limit passes;
a person takes it. Whoever is held responsible may object 异议; what is upheld stays to be read and counts no more.
What was not finished in time is explained to the enterprise, with an apology, in a letter of its own 未办结说明.
"""
