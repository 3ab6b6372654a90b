"""Policies 惠企政策: documents with their versions, who may have them, and why.

A policy 政策 is known by its code (P01, L03); a version 版本 is what it says from a day until a day: document number
文号, issuer 发文机关, validity 有效期, condition 条件, benefit 优惠, materials 材料, source grade 来源等级. The shipped
library 政策库 is one JSON file per version (docs/reference/conditions.md); `huiqi.eligibility` judges, this app keeps
and answers.
"""
