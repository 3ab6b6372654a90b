"""Demonstration 演示: a network to try Huiqi in: Henan's platforms, invented institutions, people and enterprises.

Everything is made by calling services with past moments, is found again by its natural key (a window by its code, an
institution by its credit code, a person by the mobile number), is marked as demonstration data, and is never made
where real data exist.
"""
