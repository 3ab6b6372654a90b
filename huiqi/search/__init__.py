"""Search 搜索: one box over everything public: policies, windows, institutions, service products.

Apps above register what can be found (`ports.Searchable`); words are cut by rjieba and kept in a tantivy index
under HUIQI_HOME/derived, rebuilt from PostgreSQL by one command and disposable at any time.
"""
