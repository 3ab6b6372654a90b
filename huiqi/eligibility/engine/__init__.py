"""The engine: every enterprise for one policy, every policy for one enterprise, as fast as the machine reads memory.

Two indexes, both derived from facts and conditions and disposable: bit columns (`population`) and a clause index
(`clauses`). Neither decides anything of its own: `huiqi.eligibility.examination` stays the judge, PostgreSQL's SQL
(`sql`) is the third witness, and a property test holds the three equal. NumPy, and nothing else beside the rules.
"""
