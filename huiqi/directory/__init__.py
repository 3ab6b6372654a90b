"""Directory 服务资源: the institutions 服务机构 behind the windows and the service products 服务产品 they offer.

Entry and exit are dated; an institution may be settled 入驻 at several windows.
"""
