"""Standards 标准: the code tables and formulas every judgement rests on, pure Python without Django.

Regions 行政区划 (GB/T 2260) and industries 国民经济行业 (GB/T 4754-2017) as trees; the unified social credit code
统一社会信用代码 (GB 32100) part by part; size classes 企业划型 大型/中型/小型/微型 (工信部联企业〔2011〕300号) with
findings; working days 工作日 and natural days 自然日, holidays 法定节假日, make-up workdays 调休上班; money 金额.
The tables are packaged in `tables/`, read once per process, and carry their year, source and licence.
"""
