"""Reference 标准与代码: the public face of the standards, and the holidays that administrators import.

Regions 行政区划, industries 行业, credit codes 统一社会信用代码, size classes 企业划型 and working days 工作日 are
computed by `huiqi.standards`; here they answer to the API. The yearly notice on holidays is entered here.
"""
