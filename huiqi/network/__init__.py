"""Network 平台网络: one hub 枢纽平台 and many windows 窗口平台 (comprehensive 综合窗口, industry 产业窗口).

Each window has a dated jurisdiction 服务区域, disclosed items 公开事项, and a scheme of time limits 办理时限 per kind
of demand; whom a window serves is stored, never derived from its region code.
"""
