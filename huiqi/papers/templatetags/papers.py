"""Filters of the printed sheet. A paper is Chinese in any language of the reader."""

from datetime import date

from django import template

register = template.Library()

DIGITS = "零一二三四五六七八九"


@register.filter
def numeral(value: int) -> str:
    """1 to 99 as the headings of an official document count (GB/T 9704-2012 7.3.3): 一, 十二, 二十."""
    tens, ones = divmod(value, 10)
    written = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "")
    return written + (DIGITS[ones] if ones or not tens else "")


@register.filter
def paper_day(value: date) -> str:
    """7.3.5: Arabic figures in full, without leading zeros: 2026年1月5日."""
    return f"{value.year}年{value.month}月{value.day}日"
